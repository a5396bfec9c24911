package io.github.crstasks.paging;

import static io.github.crstasks.paging.Walk.at;
import static io.github.crstasks.paging.Walk.call;
import static io.github.crstasks.paging.Walk.named;
import static io.github.crstasks.paging.Walk.names;
import static io.github.crstasks.paging.Walk.polled;
import static io.github.crstasks.paging.Walk.rows;
import static io.github.crstasks.paging.Walk.second;
import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.none;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedUntil;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TraversalTest {
    private static final Paging ONE_BY_ONE = Paging.standard().inFlight(1).withPageSize(2);

    private final List<TraversalEvent> events = new ArrayList<>();

    private Traversal walk(TaskQuery query, Paging paging) {
        return Traversal.of(paging.plan(query.plan(ApiV2.create().pushdown())), events::add);
    }

    @Test
    void a_plan_without_scans_is_finished_at_once() {
        Traversal walk = walk(none(), Paging.standard());

        assertThat(walk.calls()).isEmpty();
        assertThat(walk.isFinished()).isTrue();
        assertThat(walk.failure()).isEmpty();
    }

    @Test
    void with_one_page_in_flight_the_next_is_asked_for_when_the_last_task_was_taken() {
        Traversal walk = walk(all(), ONE_BY_ONE);

        walk.received(call(walk), rows(3, 9, 8));
        assertThat(walk.calls()).isEmpty();
        assertThat(walk.poll()).contains(at(9));
        assertThat(walk.calls()).isEmpty();
        assertThat(walk.poll()).contains(at(8));
        walk.received(call(walk), rows(3, 7));

        assertThat(polled(walk)).containsExactly(at(7));
        assertThat(walk.isFinished()).isTrue();
    }

    @Test
    void pages_after_the_first_are_asked_for_together_up_to_the_newest_second_and_given_in_order() {
        Traversal walk = walk(all(), Paging.standard().inFlight(3).withPageSize(2));
        walk.received(call(walk), rows(9, 9, 8));
        assertThat(polled(walk)).containsExactly(at(9), at(8));

        List<PageCall> calls = walk.calls();
        assertThat(calls).extracting(PageCall::offset).containsExactly(2, 4, 6);
        assertThat(calls)
                .extracting(PageCall::scan)
                .containsOnly(TaskScan.everything().until(second(9)));
        walk.received(calls.get(2), rows(9, 3, 2));
        walk.received(calls.get(1), rows(9, 5, 4));
        assertThat(walk.poll()).isEmpty();
        assertThat(walk.calls()).isEmpty();
        walk.received(calls.get(0), rows(9, 7, 6));

        assertThat(polled(walk)).containsExactly(at(7), at(6), at(5), at(4), at(3), at(2));
        assertThat(call(walk).offset()).isEqualTo(8);
    }

    @Test
    void a_list_that_filters_by_status_goes_on_from_the_second_of_the_last_row() {
        Traversal walk = walk(status(TaskStatus.RUNNING), ONE_BY_ONE);
        walk.received(call(walk), rows(9, 9, 8));
        polled(walk);

        PageCall next = call(walk);
        walk.received(next, rows(8, 8, 7));

        assertThat(next.scan().to()).contains(second(8));
        assertThat(next.offset()).isZero();
        assertThat(polled(walk)).containsExactly(at(7));
        assertThat(events).isEmpty();
    }

    @Test
    void a_total_that_changes_ends_the_way_by_offset_and_is_reported() {
        Traversal walk = walk(all(), ONE_BY_ONE);
        walk.received(call(walk), rows(5, 9, 8));
        polled(walk);
        walk.received(call(walk), rows(4, 6, 5));

        PageCall next = call(walk);
        walk.received(next, rows(4, 8, 7));

        assertThat(next.scan().to()).contains(second(8));
        assertThat(polled(walk)).containsExactly(at(7));
        assertThat(events)
                .containsExactly(new TraversalEvent.ListMoved(TaskScan.everything(), "it has 4 rows, and had 5"));
    }

    @Test
    void a_shorter_page_than_asked_for_teaches_the_cap_once() {
        Traversal walk = walk(all(), Paging.standard().inFlight(1).withPageSize(50));
        walk.received(call(walk), rows(5, 9, 8));
        polled(walk);

        PageCall next = call(walk);
        walk.received(next, rows(5, 7, 6));
        polled(walk);

        assertThat(next.offset()).isEqualTo(2);
        assertThat(next.limit()).isEqualTo(2);
        assertThat(call(walk).offset()).isEqualTo(4);
        assertThat(events).containsExactly(new TraversalEvent.PageCapLearnt(TaskScan.everything(), 2));
    }

    @Test
    void rows_that_are_not_newest_first_are_reported_and_followed_as_they_come() {
        Traversal walk = walk(all(), ONE_BY_ONE);
        walk.received(call(walk), rows(3, 1, 2));

        walk.received(call(walk), rows(3, 1, 2));
        List<Task> tasks = new ArrayList<>(polled(walk));
        PageCall last = call(walk);
        walk.received(last, rows(3, 1, 2, 3));
        tasks.addAll(polled(walk));

        assertThat(last.offset()).isZero();
        assertThat(last.limit()).isEqualTo(3);
        assertThat(tasks).containsExactly(at(1), at(2), at(3));
        assertThat(events).singleElement().isInstanceOf(TraversalEvent.OrderBroken.class);
        assertThat(walk.isFinished()).isTrue();
    }

    @Test
    void rows_newer_than_asked_for_are_reported_and_left_out() {
        Traversal walk = walk(status(TaskStatus.RUNNING), ONE_BY_ONE);
        walk.received(call(walk), rows(3, 9, 8));
        polled(walk);
        walk.received(call(walk), rows(3, 9, 8));

        walk.received(call(walk), rows(3, 9, 8));
        walk.received(call(walk), rows(3, 9, 8, 7));

        assertThat(polled(walk)).containsExactly(at(7));
        assertThat(events).singleElement().isInstanceOf(TraversalEvent.OrderBroken.class);
    }

    @Test
    void a_list_is_not_asked_for_while_another_one_is_newer() {
        Traversal walk = walk(instanceId("crs-9").or(instanceId("crs-5").and(submittedUntil(second(7)))), ONE_BY_ONE);

        PageCall first = call(walk);
        assertThat(first.scan().instanceId()).contains("crs-9");
        walk.received(first, rows(1, 9));
        assertThat(walk.calls()).isEmpty();
        assertThat(walk.poll()).contains(at(9));
        PageCall second = call(walk);
        assertThat(second.scan().instanceId()).contains("crs-5");
        walk.received(second, rows(1, 5));

        assertThat(polled(walk)).containsExactly(at(5));
        assertThat(walk.isFinished()).isTrue();
    }

    @Test
    void no_rows_although_more_remain_fail_after_the_tasks_before_them() {
        Traversal walk = walk(all(), Paging.standard().inFlight(2).withPageSize(1));
        walk.received(call(walk), rows(3, 9));
        List<PageCall> calls = walk.calls();
        walk.received(calls.get(0), rows(3));

        assertThat(walk.isFinished()).isFalse();
        assertThat(walk.calls()).isEmpty();
        assertThat(polled(walk)).containsExactly(at(9));
        assertThat(walk.isFinished()).isTrue();
        assertThat(walk.failure().get().message()).contains("offset 1", "3 match");
    }

    @Test
    void a_call_that_failed_ends_the_walk() {
        Traversal walk = walk(all(), ONE_BY_ONE);
        TaskError error = new TaskError.Cancelled("no more", Option.none());
        walk.received(call(walk), Either.left(error));

        assertThat(walk.isFinished()).isTrue();
        assertThat(walk.failure()).contains(error);
    }

    @Test
    void a_call_is_answered_once() {
        Traversal walk = walk(all(), ONE_BY_ONE);
        PageCall call = call(walk);
        walk.received(call, rows(1, 9));

        assertThatThrownBy(() -> walk.received(call, rows(1, 9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in flight");
    }

    @Test
    void of_two_tasks_alike_one_that_leaves_takes_the_place_of_the_other_in_the_count() {
        Task other = Walk.copyOf(at(8)).instanceName("twin").build();
        Traversal walk = walk(status(TaskStatus.RUNNING), ONE_BY_ONE);
        walk.received(call(walk), rows(3, 9, 8));
        polled(walk);

        walk.received(call(walk), Either.right(new TaskRows(List.of(other, at(7)), 2)));

        assertThat(polled(walk)).containsExactly(at(7));
    }

    @Test
    void a_list_that_never_rests_ends_all_the_same() {
        Traversal walk = walk(status(TaskStatus.RUNNING), ONE_BY_ONE);
        int calls = 0;
        while (!walk.isFinished() && calls < 1_000) {
            PageCall call = call(walk);
            calls++;
            int total = 10 + calls % 2;
            List<Task> rows = IntStream.range(call.offset(), Math.min(total, call.offset() + call.limit()))
                    .mapToObj(place ->
                            Walk.copyOf(at(9)).instanceId("crs-" + place).build())
                    .toList();
            walk.received(call, Either.right(new TaskRows(rows, total)));
            polled(walk);
        }

        assertThat(walk.isFinished()).isTrue();
        assertThat(calls).isLessThan(100);
    }

    @Test
    void a_page_by_offset_out_of_order_is_read_again_and_repeats_no_row_of_the_second_before() {
        Traversal walk = walk(all(), ONE_BY_ONE);
        walk.received(call(walk), rows(5, 9, 8));
        polled(walk);
        walk.received(call(walk), rows(5, 6, 7));
        assertThat(polled(walk)).isEmpty();

        PageCall again = call(walk);
        assertThat(again.offset()).isEqualTo(2);
        walk.received(again, rows(5, 8, 6));
        assertThat(polled(walk)).containsExactly(at(6));
    }

    @Test
    void tasks_of_one_second_come_in_the_order_of_the_lists() {
        Traversal walk = walk(instanceId("a").and(submittedUntil(second(9))).or(instanceId("b")), ONE_BY_ONE);
        walk.received(call(walk), named(1, "b"));
        assertThat(walk.poll()).isEmpty();
        walk.received(call(walk), named(1, "a"));
        assertThat(names(walk)).containsExactly("a", "b");

        Traversal other = walk(instanceId("b").or(instanceId("a").and(submittedUntil(second(9)))), ONE_BY_ONE);
        other.received(call(other), named(1, "b"));
        assertThat(names(other)).containsExactly("b");
        other.received(call(other), named(1, "a"));
        assertThat(names(other)).containsExactly("a");
    }
}
