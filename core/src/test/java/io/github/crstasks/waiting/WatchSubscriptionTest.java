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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchSubscriptionTest {
    private final HandRungTimer timer = new HandRungTimer();
    private final Told told = new Told();
    private int readings;

    /** Watches a list that is each of these in turn. */
    private WatchSubscription watch(List<List<Task>> shown) {
        TaskLists lists = new TaskLists() {
            @Override
            public QueryPlan plan(TaskQuery query) {
                return query.plan(ApiV2.create().pushdown());
            }

            @Override
            public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
                return CompletableFuture.completedFuture(Either.right(Option.some(shown.get(readings++))));
            }
        };
        Polling polling = Polling.standard()
                .withPauses(Duration.ofSeconds(1), 2, Duration.ofSeconds(60))
                .withJitter(0);
        WatchSubscription watch =
                new WatchSubscription(told, lists.plan(TaskQuery.all()), polling, new SharedPolls(lists, timer), timer);
        watch.begin();
        return watch;
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
    void a_thousand_polls_leave_no_more_behind_than_one() {
        WatchSubscription watch = watch(Collections.nCopies(1000, List.of()));
        told.subscription().request(1);
        int before = watch.end().getNumberOfDependents();

        for (int polls = 0; polls < 1000; polls++) {
            timer.ringNext();
        }

        assertThat(watch.end().getNumberOfDependents()).isEqualTo(before);
        assertThat(timer.pending()).hasSize(1);
        assertThat(told.errors).isEmpty();
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
        watch(lists);
        told.subscription().request(Long.MAX_VALUE);
        while (readings < lists.size()) {
            timer.ringNext();
        }

        assertThat(timer.delays).extracting(Duration::toSeconds).containsExactly(0L, 1L, 2L, 1L, 2L, 1L, 1L, 2L, 1L);
        assertThat(told.changes)
                .containsExactly(
                        new TaskChange.Appeared(running),
                        new TaskChange.Appeared(running),
                        new TaskChange.StatusChanged(running, task("a", TaskStatus.SUCCEEDED)),
                        new TaskChange.Vanished(task("a", TaskStatus.SUCCEEDED)));
        assertThat(told.errors).isEmpty();
    }

    @Test
    void of_tasks_of_one_second_the_one_listed_last_is_told_first() {
        Task newer = task("b", TaskStatus.RUNNING);
        Task older = task("a", TaskStatus.RUNNING);
        watch(List.of(List.of(newer, older)));
        told.subscription().request(2);
        timer.ringNext();

        assertThat(told.changes).containsExactly(new TaskChange.Appeared(older), new TaskChange.Appeared(newer));
        assertThat(told.errors).isEmpty();
    }
}
