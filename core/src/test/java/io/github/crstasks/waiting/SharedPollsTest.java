package io.github.crstasks.waiting;

import static io.github.crstasks.query.TaskQuery.instanceId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which polls are read from one list; time passes when it is told to. */
class SharedPollsTest {
    private static final QueryPlan A = plan(instanceId("a"));
    private static final QueryPlan B = plan(instanceId("b"));
    private static final QueryPlan C = plan(instanceId("c"));
    private static final String TOGETHER = "everything in 1 calls";
    private static final TaskError LATER = new TaskError.Unreachable("no reply", Option.none(), true, Option.none());
    private static final TaskError NEVER = new TaskError.Malformed("its rows", "one cannot be read", Option.none());

    private final HandRungTimer timer = new HandRungTimer();
    private final List<String> reads = new ArrayList<>();
    private final List<CompletableFuture<Either<TaskError, Option<List<Task>>>>> readings = new ArrayList<>();
    private final List<CompletableFuture<Either<TaskError, List<Task>>>> results = new ArrayList<>();

    private final SharedPolls polls = new SharedPolls(
            new TaskLists() {
                @Override
                public QueryPlan plan(TaskQuery query) {
                    return SharedPollsTest.plan(query);
                }

                @Override
                public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
                    TaskScan scan = plan.scans().get(0);
                    reads.add(mostCalls == Integer.MAX_VALUE ? scan.toString() : scan + " in " + mostCalls + " calls");
                    readings.add(new CompletableFuture<>());
                    return readings.get(readings.size() - 1);
                }
            },
            timer);

    private static QueryPlan plan(TaskQuery query) {
        return query.plan(ApiV2.create().pushdown());
    }

    private static Task task(String instance) {
        return Task.builder()
                .submittedAt(Instant.EPOCH)
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.RUNNING)
                .instanceId(instance)
                .build();
    }

    private void poll(QueryPlan plan, int pause) {
        results.add(polls.poll(plan, Duration.ofSeconds(pause)));
    }

    private void pass(int seconds) {
        timer.pass(Duration.ofSeconds(seconds));
    }

    /** Polls of plans that are due at one moment, of which the first one's alarm rings. */
    private void due(QueryPlan... plans) {
        int first = timer.alarms.size();
        for (QueryPlan plan : plans) {
            poll(plan, 10);
        }
        pass(10);
        timer.ring(first);
    }

    private void bring(int reading, Either<TaskError, Option<List<Task>>> rows) {
        readings.get(reading).complete(rows);
    }

    /** Two plans are due together, and the list around them brings this. */
    private void afterTwoTogether(Either<TaskError, Option<List<Task>>> brought) {
        due(A, B);
        assertThat(reads).containsExactly(TOGETHER);
        bring(0, brought);
        reads.clear();
    }

    @Test
    void a_poll_past_half_its_pause_is_read_with_one_that_is_due_and_each_is_told_of_its_own() {
        poll(A, 10);
        pass(5);
        poll(B, 0);
        timer.ring(1);
        assertThat(reads).containsExactly(TOGETHER);
        bring(0, Either.right(Option.some(List.of(task("a"), task("b")))));

        assertThat(results.get(0)).isCompletedWithValue(Either.right(List.of(task("a"))));
        assertThat(results.get(1)).isCompletedWithValue(Either.right(List.of(task("b"))));
        assertThat(timer.alarms.get(0)).isCancelled();
    }

    @Test
    void a_poll_in_the_first_half_of_its_pause_is_left_to_its_time() {
        poll(A, 12);
        pass(5);
        poll(B, 0);
        timer.ring(1);

        assertThat(reads).containsExactly("instance id b");
        assertThat(results.get(0)).isNotDone();
        assertThat(timer.alarms.get(0)).isNotDone();
    }

    @Test
    void a_poll_that_was_given_up_is_not_read() {
        poll(A, 10);
        results.get(0).cancel(true);
        poll(B, 10);
        pass(10);
        timer.ring(1);

        assertThat(reads).containsExactly("instance id b");
    }

    @Test
    void where_the_list_around_is_too_long_each_is_read_apart_at_once_and_from_then_on_when_it_is_due() {
        afterTwoTogether(Either.right(Option.none()));
        assertThat(readings).hasSize(3);

        due(A, B, A);
        assertThat(reads).containsExactly("instance id a");
        timer.ring(3);
        assertThat(reads).containsExactly("instance id a", "instance id b");
    }

    @Test
    void a_list_too_long_in_the_place_of_two_is_tried_again_in_the_place_of_three() {
        afterTwoTogether(Either.right(Option.none()));
        due(A, B, C);

        assertThat(reads).containsExactly("everything in 2 calls");
    }

    @Test
    void a_list_that_cannot_be_read_is_not_tried_again() {
        afterTwoTogether(Either.left(NEVER));
        due(A, B, C);

        assertThat(reads).containsExactly("instance id a");
    }

    @Test
    void a_failure_that_may_pass_is_told_to_all_and_the_list_is_tried_again() {
        due(A, B);
        bring(0, Either.left(LATER));
        assertThat(results.get(0)).isCompletedWithValue(Either.left(LATER));
        assertThat(results.get(1)).isCompletedWithValue(Either.left(LATER));

        due(A, B);
        assertThat(reads).containsExactly(TOGETHER, TOGETHER);
    }

    @Test
    void who_gave_up_while_a_list_was_read_is_not_read_apart() {
        due(A, B);
        results.get(0).cancel(true);
        bring(0, Either.right(Option.none()));

        assertThat(reads).containsExactly(TOGETHER, "instance id b");
    }
}
