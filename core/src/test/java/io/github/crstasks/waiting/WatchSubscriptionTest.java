package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayDeque;
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
            CompletableFuture<Void> alarm = new CompletableFuture<>();
            alarms.add(alarm);
            return alarm;
        }
    };
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
}
