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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused, and what comes too late; no time passes but where a pause is over at once. */
class WaitsTest {
    private final HandRungTimer timer = new HandRungTimer();
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
            timer);

    private final Told told = new Told();

    private void watch(TaskQuery query) {
        waits.watch(query, Polling.standard()).subscribe(told);
        assertThat(told.subscription()).isNotNull();
    }

    @AfterEach
    void no_change_was_told() {
        assertThat(told.changes).isEmpty();
    }

    @Test
    void a_query_that_no_task_can_match_is_refused_and_sets_no_alarm() {
        assertThat(waits.awaitAsync(TaskQuery.none(), WaitOptions.standard()).join())
                .isInstanceOf(WaitOutcome.Failed.class)
                .returns(Duration.ZERO, WaitOutcome::elapsed);
        watch(TaskQuery.none());
        assertThat(told.errors)
                .singleElement()
                .isInstanceOf(TaskException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("one that a task can match");
        assertThat(timer.alarms).isEmpty();
    }

    @Test
    void what_begins_after_the_end_is_cancelled_at_once() {
        waits.close();

        assertThat(waits.awaitAsync(TaskQuery.all(), WaitOptions.standard()).join())
                .isInstanceOf(WaitOutcome.Cancelled.class);
        watch(TaskQuery.all());
        assertThat(told.errors)
                .singleElement()
                .extracting(Throwable::getMessage)
                .asString()
                .contains("closed");
        assertThat(timer.alarms).isEmpty();
    }

    @Test
    void closing_ends_a_watch_once() {
        watch(TaskQuery.all());
        waits.close();
        waits.close();

        assertThat(told.errors).singleElement().isInstanceOf(TaskException.class);
    }

    @Test
    void asking_for_no_change_is_an_error_that_is_told_once() {
        watch(TaskQuery.all());
        told.subscription().request(0);
        assertThat(told.errors).singleElement().isInstanceOf(IllegalArgumentException.class);
        told.subscription().request(-1);
        assertThat(told.errors).hasSize(1);
    }

    @Test
    void a_poll_that_is_refused_ends_a_watch() {
        watch(TaskQuery.all());
        told.subscription().request(1);
        timer.ring(0);

        assertThat(told.errors).singleElement().isInstanceOf(TaskException.class);
        assertThat(readings).isEqualTo(1);
        assertThat(timer.alarms).hasSize(1);
    }
}
