package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests which waits and watches are rejected, cancelled or ended by a failed poll. */
class TaskWaiterTest {
    private final ManualScheduler scheduler = ManualScheduler.create();
    private final CloseRegistry closing = new CloseRegistry();
    private final FakeLists lists = FakeLists.failing(new TaskError.Invalid("query", "q", "another"));
    private final TaskWaiter waiter = new TaskWaiter(lists, new FakeDetails(), scheduler, () -> 0, closing);
    private final RecordingSubscriber<TaskChange> subscriber = new RecordingSubscriber<>();

    private WaitOutcome outcome(TaskQuery query) {
        return waiter.awaitAsync(query, WaitOptions.defaults(), progress -> {}).join();
    }

    private void watch(TaskQuery query) {
        waiter.watch(query, PollSchedule.defaults()).subscribe(subscriber);
        assertThat(subscriber.subscription()).isNotNull();
    }

    @AfterEach
    void noChangeWasEmitted() {
        assertThat(subscriber.items()).isEmpty();
    }

    @Test
    void queryThatNoTaskCanMatchIsRejectedWithoutADelay() {
        assertThat(outcome(TaskQuery.none()))
                .isInstanceOf(WaitOutcome.PollFailed.class)
                .returns(Duration.ZERO, WaitOutcome::elapsed);
        watch(TaskQuery.none());
        assertThat(subscriber.errors())
                .singleElement()
                .isInstanceOf(TaskException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("one that a task can match");
        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void waitOrWatchThatBeginsAfterTheClosingIsCancelledAtOnce() {
        closing.close();

        assertThat(outcome(TaskQuery.all())).isInstanceOf(WaitOutcome.Cancelled.class);
        watch(TaskQuery.all());
        assertThat(subscriber.errors())
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("closed");
        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void closingEndsAWatchOnce() {
        watch(TaskQuery.all());
        closing.close();
        closing.close();

        assertThat(subscriber.errors()).singleElement().isInstanceOf(TaskException.class);
    }

    @Test
    void closingEndsAWaitAndReleasesItsDelays() {
        var wait = waiter.awaitAsync(TaskQuery.all(), WaitOptions.defaults(), progress -> {});
        assertThat(scheduler.pending()).hasSize(2);
        closing.close();

        assertThat(wait.join()).isInstanceOf(WaitOutcome.Cancelled.class);
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void requestForNoChangesIsSignalledOnce() {
        watch(TaskQuery.all());
        subscriber.request(0);
        assertThat(subscriber.errors()).singleElement().isInstanceOf(IllegalArgumentException.class);
        subscriber.request(-1);
        assertThat(subscriber.errors()).hasSize(1);
    }

    @Test
    void permanentErrorOfAPollEndsAWatch() {
        watch(TaskQuery.all());
        subscriber.request(1);
        scheduler.pass(0);

        assertThat(subscriber.errors()).singleElement().isInstanceOf(TaskException.class);
        assertThat(lists.readings).hasSize(1);
        assertThat(scheduler.delays()).hasSize(1);
    }

    @Test
    void interruptedThreadEndsItsWaitAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        WaitOutcome outcome = waiter.await(TaskQuery.all(), WaitOptions.defaults(), progress -> {});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isInstanceOf(WaitOutcome.Interrupted.class);
        assertThat(scheduler.pending()).isEmpty();
    }
}
