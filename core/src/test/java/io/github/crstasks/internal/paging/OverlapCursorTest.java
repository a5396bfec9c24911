package io.github.crstasks.internal.paging;

import static io.github.crstasks.internal.paging.TraversalFixtures.call;
import static io.github.crstasks.internal.paging.TraversalFixtures.named;
import static io.github.crstasks.internal.paging.TraversalFixtures.names;
import static io.github.crstasks.internal.paging.TraversalFixtures.polled;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.testing.Tasks.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverlapCursorTest {
    private final List<TraversalEvent> events = new ArrayList<>();

    private Traversal running(PageConstraints pages, int pageSize) {
        ScanPlan plan = TraversalFixtures.plan(status(TaskStatus.RUNNING));
        ScanPlan paged = new ScanPlan(plan.query(), plan.scans(), plan.residual(), pages);
        Paging paging = Paging.defaults().withPagesInFlight(1).withPageSize(pageSize);
        return Traversal.of(TraversalPlan.of(paged, paging), events::add);
    }

    @Test
    void pagesOfAFullSecondOverlapUntilAnOlderRowIsReceived() {
        Traversal traversal = running(PageConstraints.NONE, 2);
        traversal.received(call(traversal), named(5, "a", "b"));
        assertThat(names(traversal)).containsExactly("a", "b");

        PageCall overlapping = call(traversal);
        assertThat(overlapping.offset()).isZero();
        assertThat(overlapping.limit()).isEqualTo(3);
        traversal.received(overlapping, named(5, "a", "b", "c"));
        assertThat(names(traversal)).containsExactly("c");
        PageCall next = call(traversal);
        assertThat(next.offset()).isEqualTo(2);
        traversal.received(next, named(5, "c", "d@8"));
        assertThat(names(traversal)).containsExactly("d");

        PageCall older = call(traversal);
        assertThat(older.scan().to()).contains(second(8));
        assertThat(older.offset()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void secondThatMovedBetweenItsPagesIsReadAgainFromItsStart() {
        Traversal traversal = running(PageConstraints.NONE, 2);
        traversal.received(call(traversal), named(5, "a", "b"));
        polled(traversal);
        traversal.received(call(traversal), named(5, "b", "c", "d"));
        assertThat(names(traversal)).isEmpty();

        PageCall again = call(traversal);
        assertThat(again.limit()).isEqualTo(2);
        traversal.received(again, named(5, "b", "c"));
        assertThat(names(traversal)).containsExactly("c");
    }

    @Test
    void pageTooShortToShowTheOverlapCountsAsMoved() {
        Traversal traversal = running(PageConstraints.NONE, 2);
        traversal.received(call(traversal), named(5, "a", "b"));
        polled(traversal);
        traversal.received(call(traversal), named(5, "a"));

        PageCall again = call(traversal);
        assertThat(again.offset()).isZero();
        assertThat(again.limit()).isEqualTo(1);
        traversal.received(again, named(5, "a"));
        assertThat(call(traversal).offset()).isEqualTo(1);
    }

    @Test
    void newerRowShowsThatTheSecondMovedWherePagesCannotOverlap() {
        Traversal traversal = running(new PageConstraints(1, true), 2);
        traversal.received(call(traversal), named(3, "a"));
        polled(traversal);
        PageCall next = call(traversal);
        assertThat(next.offset()).isEqualTo(1);
        traversal.received(next, named(3, "z@10"));

        assertThat(call(traversal).offset()).isZero();
        assertThat(events).isEmpty();
    }

    @Test
    void newerRowWithinAFullSecondIsReportedAndNoRowIsRepeated() {
        Traversal traversal = running(PageConstraints.NONE, 2);
        traversal.received(call(traversal), named(3, "a", "b"));
        polled(traversal);
        traversal.received(call(traversal), named(3, "a", "b", "z@10"));

        assertThat(events).singleElement().isInstanceOf(TraversalEvent.OrderBroken.class);
        traversal.received(call(traversal), named(3, "a", "b"));
        traversal.received(call(traversal), named(3, "a", "b", "z@10"));
        assertThat(names(traversal)).containsExactly("z");
        assertThat(traversal.isFinished()).isTrue();
    }
}
