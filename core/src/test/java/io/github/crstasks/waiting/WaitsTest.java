package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** What is refused, and what comes too late; no time passes but where a pause is over at once. */
class WaitsTest {
    private final List<CompletableFuture<Void>> alarms = new ArrayList<>();
    private final TaskError refusal = new TaskError.Invalid("query", "q", "another");
    private int readings;

    private final Waits waits = new Waits(
            new TaskLists() {
                @Override
                public QueryPlan plan(TaskQuery query) {
                    return query.plan(ApiV2.create().pushdown());
                }

                @Override
                public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
                    readings++;
                    return CompletableFuture.completedFuture(Either.left(refusal));
                }
            },
            new Timer() {
                @Override
                public long nanoTime() {
                    return 7;
                }

                @Override
                public CompletableFuture<Void> after(Duration delay) {
                    CompletableFuture<Void> alarm = new CompletableFuture<>();
                    alarms.add(alarm);
                    return alarm;
                }
            });

    private static final class Told implements Flow.Subscriber<TaskChange> {
        private final List<Throwable> errors = new ArrayList<>();
        private final List<Flow.Subscription> subscriptions = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscriptions.add(given);
        }

        @Override
        public void onNext(TaskChange change) {
            throw new AssertionError("nothing has changed: " + change);
        }

        @Override
        public void onError(Throwable thrown) {
            errors.add(thrown);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("a watch never completes");
        }
    }

    private Told watch(TaskQuery query) {
        Told told = new Told();
        waits.watch(query, Polling.standard()).subscribe(told);
        assertThat(told.subscriptions).hasSize(1);
        return told;
    }

    @Test
    void a_query_that_no_task_can_match_is_refused_and_sets_no_alarm() {
        assertThat(waits.awaitAsync(TaskQuery.none(), WaitOptions.standard()).join())
                .isInstanceOf(WaitOutcome.Failed.class)
                .returns(Duration.ZERO, WaitOutcome::elapsed);
        assertThat(watch(TaskQuery.none()).errors)
                .singleElement()
                .isInstanceOf(TaskException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("one that a task can match");
        assertThat(alarms).isEmpty();
    }

    @Test
    void what_begins_after_the_end_is_cancelled_at_once() {
        waits.close();

        assertThat(waits.awaitAsync(TaskQuery.all(), WaitOptions.standard()).join())
                .isInstanceOf(WaitOutcome.Cancelled.class);
        assertThat(watch(TaskQuery.all()).errors)
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("closed");
        assertThat(alarms).isEmpty();
    }

    @Test
    void closing_ends_a_watch_once() {
        Told told = watch(TaskQuery.all());
        waits.close();
        waits.close();

        assertThat(told.errors).singleElement().isInstanceOf(TaskException.class);
    }

    @Test
    void asking_for_no_change_is_an_error_that_is_told_once() {
        Told told = watch(TaskQuery.all());
        told.subscriptions.get(0).request(0);
        assertThat(told.errors).singleElement().isInstanceOf(IllegalArgumentException.class);
        told.subscriptions.get(0).request(-1);
        assertThat(told.errors).hasSize(1);
    }

    @Test
    void a_poll_that_is_refused_ends_a_watch() {
        Told told = watch(TaskQuery.all());
        told.subscriptions.get(0).request(1);
        alarms.get(0).complete(null);

        assertThat(told.errors).singleElement().isInstanceOf(TaskException.class);
        assertThat(readings).isEqualTo(1);
        assertThat(alarms).hasSize(1);
    }
}
