package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class WatchSubscriptionTest {
    private final Deque<CompletableFuture<Void>> alarms = new ArrayDeque<>();
    private final Timer timer = new Timer() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
            delays.add(delay);
            CompletableFuture<Void> alarm = new CompletableFuture<>();
            alarms.add(alarm);
            return alarm;
        }
    };
    private final List<Duration> delays = new ArrayList<>();
    private int readings;

    private final TaskLists empty = new TaskLists() {
        @Override
        public QueryPlan plan(TaskQuery query) {
            return query.plan(ApiV2.create().pushdown());
        }

        @Override
        public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
            return CompletableFuture.completedFuture(Either.right(Option.some(List.of())));
        }
    };

    @Test
    void a_thousand_polls_leave_no_more_behind_than_one() {
        WatchSubscription watch = new WatchSubscription(
                new Flow.Subscriber<TaskChange>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(1);
                    }

                    @Override
                    public void onNext(TaskChange change) {}

                    @Override
                    public void onError(Throwable thrown) {}

                    @Override
                    public void onComplete() {}
                },
                empty.plan(TaskQuery.all()),
                Polling.standard(),
                new SharedPolls(empty, timer),
                timer);
        watch.begin();
        int before = watch.end().getNumberOfDependents();

        for (int polls = 0; polls < 1000; polls++) {
            alarms.remove().complete(null);
        }

        assertThat(watch.end().getNumberOfDependents()).isEqualTo(before);
        assertThat(alarms).hasSize(1);
    }

    /** Watches a list that is each of these in turn. */
    private void watch(List<List<Task>> shown, Told told) {
        TaskLists lists = new TaskLists() {
            @Override
            public QueryPlan plan(TaskQuery query) {
                return empty.plan(query);
            }

            @Override
            public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
                return CompletableFuture.completedFuture(Either.right(Option.some(shown.get(readings++))));
            }
        };
        Polling polling = Polling.standard()
                .withPauses(Duration.ofSeconds(1), 2, Duration.ofSeconds(60))
                .withJitter(0);
        new WatchSubscription(told, lists.plan(TaskQuery.all()), polling, new SharedPolls(lists, timer), timer).begin();
    }

    private static final class Told implements Flow.Subscriber<TaskChange> {
        private final List<TaskChange> changes = new ArrayList<>();
        private final List<Flow.Subscription> subscriptions = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscriptions.add(given);
        }

        @Override
        public void onNext(TaskChange change) {
            changes.add(change);
        }

        @Override
        public void onError(Throwable thrown) {
            throw new AssertionError(thrown);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("a watch never completes");
        }
    }

    private static Task task(String instance, TaskStatus status) {
        return Task.builder()
                .submittedAt(Instant.EPOCH)
                .type(TaskType.BACKUP_INSTANCE)
                .status(status)
                .statusCode(status == TaskStatus.RUNNING ? 1 : 2)
                .instanceId(instance)
                .build();
    }

    @Test
    void pauses_grow_while_nothing_changes_and_begin_anew_with_a_change() {
        Task running = task("a", TaskStatus.RUNNING);
        List<List<Task>> lists = List.of(
                List.of(),
                List.of(),
                List.of(running),
                List.of(running),
                List.of(running, running),
                List.of(running, task("a", TaskStatus.SUCCEEDED)),
                List.of(running, task("a", TaskStatus.SUCCEEDED)),
                List.of(running));
        Told told = new Told();
        watch(lists, told);
        told.subscriptions.get(0).request(Long.MAX_VALUE);
        while (readings < lists.size()) {
            alarms.remove().complete(null);
        }

        assertThat(delays).extracting(Duration::toSeconds).containsExactly(0L, 1L, 2L, 1L, 2L, 1L, 1L, 2L, 1L);
        assertThat(told.changes)
                .containsExactly(
                        new TaskChange.Appeared(running),
                        new TaskChange.Appeared(running),
                        new TaskChange.StatusChanged(running, task("a", TaskStatus.SUCCEEDED)),
                        new TaskChange.Vanished(task("a", TaskStatus.SUCCEEDED)));
    }

    @Test
    void of_tasks_of_one_second_the_one_listed_last_is_told_first() {
        Task newer = task("b", TaskStatus.RUNNING);
        Task older = task("a", TaskStatus.RUNNING);
        Told told = new Told();
        watch(List.of(List.of(newer, older)), told);
        told.subscriptions.get(0).request(2);
        alarms.remove().complete(null);

        assertThat(told.changes).containsExactly(new TaskChange.Appeared(older), new TaskChange.Appeared(newer));
    }
}
