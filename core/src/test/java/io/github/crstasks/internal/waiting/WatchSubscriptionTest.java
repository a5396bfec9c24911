package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class WatchSubscriptionTest {
    private final ManualScheduler scheduler = ManualScheduler.create();
    private final RecordingSubscriber<TaskChange> subscriber = new RecordingSubscriber<>();

    private WatchSubscription watch(FakeLists lists) {
        WatchSubscription watch = newWatch(lists, subscriber);
        watch.start();
        return watch;
    }

    private WatchSubscription newWatch(FakeLists lists, Flow.Subscriber<TaskChange> watcher) {
        PollSchedule schedule = PollSchedule.builder()
                .initialInterval(Duration.ofSeconds(1))
                .multiplier(2)
                .maxInterval(Duration.ofSeconds(60))
                .jitter(0)
                .build();
        return new WatchSubscription(
                watcher,
                lists.plan(TaskQuery.all()),
                new PollIntervals(schedule, () -> 1),
                new PollBatcher(lists, scheduler),
                scheduler);
    }

    @Test
    void thousandPollsLeaveNoMoreDependentsThanOne() {
        WatchSubscription watch = watch(FakeLists.showing(Collections.nCopies(1000, List.of())));
        subscriber.request(1);
        int before = watch.end().getNumberOfDependents();

        for (int polls = 0; polls < 1000; polls++) {
            scheduler.passNext();
        }

        assertThat(watch.end().getNumberOfDependents()).isEqualTo(before);
        assertThat(scheduler.pending()).hasSize(1);
        assertThat(subscriber.errors()).isEmpty();
    }

    @Test
    void intervalsGrowWhileNothingChangesAndStartAgainAfterAChange() {
        Task running = Tasks.of("a");
        Task succeeded = Tasks.of("a", TaskStatus.SUCCEEDED);
        FakeLists lists = FakeLists.showing(List.of(
                List.of(),
                List.of(),
                List.of(running),
                List.of(running),
                List.of(running, running),
                List.of(running, succeeded),
                List.of(running, succeeded),
                List.of(running)));
        watch(lists);
        subscriber.request(Long.MAX_VALUE);
        while (lists.readings.size() < 8) {
            scheduler.passNext();
        }

        assertThat(scheduler.delays())
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 1L, 2L, 1L, 2L, 1L, 1L, 2L, 1L);
        assertThat(subscriber.items())
                .containsExactly(
                        new TaskChange.Appeared(running),
                        new TaskChange.Appeared(running),
                        new TaskChange.StatusChanged(running, succeeded),
                        new TaskChange.Vanished(succeeded));
        assertThat(subscriber.errors()).isEmpty();
    }

    @Test
    void taskListedLastIsEmittedFirstAmongTasksOfOneSecond() {
        Task newer = Tasks.of("b");
        Task older = Tasks.of("a");
        watch(FakeLists.showing(List.of(List.of(newer, older))));
        subscriber.request(2);
        scheduler.passNext();

        assertThat(subscriber.items()).containsExactly(new TaskChange.Appeared(older), new TaskChange.Appeared(newer));
        assertThat(subscriber.errors()).isEmpty();
    }

    @Test
    void changesAreEmittedAlthoughTheNextPollIsDueAtOnce() {
        Task a = Tasks.of("a");
        Task b = Tasks.of("b");
        Task c = Tasks.of("c");
        // The clock advances at each reading, as a real one does.
        DelayScheduler ticking = new DelayScheduler() {
            @Override
            public long nanoTime() {
                scheduler.advance(Duration.ofNanos(100));
                return scheduler.nanoTime();
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                return scheduler.after(delay);
            }
        };
        FakeLists lists = FakeLists.showing(Collections.nCopies(3, List.of(c, b, a)));
        PollIntervals intervals = new PollIntervals(PollSchedule.of(Duration.ofNanos(1)), () -> 0);
        new WatchSubscription(
                        subscriber,
                        FakeLists.planOf(TaskQuery.all()),
                        intervals,
                        new PollBatcher(lists, ticking),
                        ticking)
                .start();

        subscriber.request(2);
        scheduler.passNext();
        assertThat(subscriber.items()).containsExactly(new TaskChange.Appeared(a), new TaskChange.Appeared(b));
        subscriber.request(1);
        scheduler.passNext();
        assertThat(subscriber.items()).hasSize(3).endsWith(new TaskChange.Appeared(c));
    }

    @Test
    void subscriberThatThrowsInOnSubscribeReceivesNoSignal() throws InterruptedException {
        IllegalStateException thrown = new IllegalStateException("no subscription");
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        List<Object> signals = new CopyOnWriteArrayList<>();
        WatchSubscription watch = newWatch(FakeLists.pending(), new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                throw thrown;
            }

            @Override
            public void onNext(TaskChange change) {
                signals.add(change);
            }

            @Override
            public void onError(Throwable error) {
                signals.add(error);
            }

            @Override
            public void onComplete() {
                signals.add("complete");
            }
        });
        Thread thread = new Thread(watch::start);
        thread.setUncaughtExceptionHandler((where, what) -> uncaught.add(what));
        thread.start();
        thread.join();

        assertThat(uncaught).containsExactly(thrown);
        assertThat(signals).isEmpty();
        assertThat(watch.end()).isDone();
    }
}
