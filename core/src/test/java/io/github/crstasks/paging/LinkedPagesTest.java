package io.github.crstasks.paging;

import static io.github.crstasks.paging.Walk.call;
import static io.github.crstasks.paging.Walk.named;
import static io.github.crstasks.paging.Walk.names;
import static io.github.crstasks.paging.Walk.polled;
import static io.github.crstasks.paging.Walk.second;
import static io.github.crstasks.query.TaskQuery.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkedPagesTest {
    private final List<TraversalEvent> events = new ArrayList<>();

    private Traversal running(PageRule pages, int pageSize) {
        QueryPlan plan = status(TaskStatus.RUNNING).plan(ApiV2.create().pushdown());
        QueryPlan paged = new QueryPlan(plan.query(), plan.scans(), plan.residual(), pages);
        return Traversal.of(Paging.standard().inFlight(1).withPageSize(pageSize).plan(paged), events::add);
    }

    @Test
    void pages_of_a_second_fuller_than_a_page_share_rows_until_an_older_one_comes() {
        Traversal walk = running(PageRule.ANY, 2);
        walk.received(call(walk), named(5, "a", "b"));
        assertThat(names(walk)).containsExactly("a", "b");

        PageCall joined = call(walk);
        assertThat(joined.offset()).isZero();
        assertThat(joined.limit()).isEqualTo(3);
        walk.received(joined, named(5, "a", "b", "c"));
        assertThat(names(walk)).containsExactly("c");
        PageCall next = call(walk);
        assertThat(next.offset()).isEqualTo(2);
        walk.received(next, named(5, "c", "d@8"));
        assertThat(names(walk)).containsExactly("d");

        PageCall older = call(walk);
        assertThat(older.scan().to()).contains(second(8));
        assertThat(older.offset()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void a_second_that_moved_where_its_pages_join_is_read_again_from_its_start() {
        Traversal walk = running(PageRule.ANY, 2);
        walk.received(call(walk), named(5, "a", "b"));
        polled(walk);
        walk.received(call(walk), named(5, "b", "c", "d"));
        assertThat(names(walk)).isEmpty();

        PageCall again = call(walk);
        assertThat(again.limit()).isEqualTo(2);
        walk.received(again, named(5, "b", "c"));
        assertThat(names(walk)).containsExactly("c");
    }

    @Test
    void a_page_too_short_to_show_all_rows_that_it_shares_counts_as_moved() {
        Traversal walk = running(PageRule.ANY, 2);
        walk.received(call(walk), named(5, "a", "b"));
        polled(walk);
        walk.received(call(walk), named(5, "a"));

        PageCall again = call(walk);
        assertThat(again.offset()).isZero();
        assertThat(again.limit()).isEqualTo(1);
        walk.received(again, named(5, "a"));
        assertThat(call(walk).offset()).isEqualTo(1);
    }

    @Test
    void where_pages_cannot_be_joined_a_newer_row_shows_that_the_second_moved() {
        Traversal walk = running(new PageRule(1, true), 2);
        walk.received(call(walk), named(3, "a"));
        polled(walk);
        PageCall next = call(walk);
        assertThat(next.offset()).isEqualTo(1);
        walk.received(next, named(3, "z@10"));

        assertThat(call(walk).offset()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void a_newer_row_within_a_full_second_is_reported_and_no_row_comes_twice() {
        Traversal walk = running(PageRule.ANY, 2);
        walk.received(call(walk), named(3, "a", "b"));
        polled(walk);
        walk.received(call(walk), named(3, "a", "b", "z@10"));

        assertThat(events).singleElement().isInstanceOf(TraversalEvent.OrderBroken.class);
        walk.received(call(walk), named(3, "a", "b"));
        walk.received(call(walk), named(3, "a", "b", "z@10"));
        assertThat(names(walk)).containsExactly("z");
        assertThat(walk.isFinished()).isTrue();
    }
}
