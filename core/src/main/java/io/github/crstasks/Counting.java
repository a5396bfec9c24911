package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Option;

/** The service's own counts of a plan's lists, added up; none if they cannot be left to the service. */
final class Counting implements Reading<Option<Integer>> {
    private final QueryPlan plan;
    private final int pageSize;
    private int scansCounted;
    private int total;
    private boolean believed;

    Counting(QueryPlan plan, int pageSize) {
        this.plan = plan;
        this.pageSize = Math.min(pageSize, plan.pages().mostRows());
        this.believed = plan.isExact();
    }

    /** A whole page, though one row would bring the count too: the more rows, the sooner a loose filter shows. */
    @Override
    public Option<PageCall> next() {
        return Option.when(
                believed && scansCounted < plan.scans().size(),
                () -> new PageCall(scansCounted, plan.scans().get(scansCounted), 0, pageSize));
    }

    @Override
    public Option<TaskError> received(TaskRows rows) {
        TaskScan scan = plan.scans().get(scansCounted++);
        total += rows.totalCount();
        believed = rows.tasks().stream()
                .allMatch(task -> scan.holds(task) && plan.query().test(task));
        return Option.none();
    }

    @Override
    public Option<Integer> result() {
        return Option.when(believed, total);
    }
}
