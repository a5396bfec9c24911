package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Option;

/** Adds up the total counts that the service returns for the lists of a plan. */
public final class CountOperation extends SequentialOperation {
    private final ScanPlan plan;
    private final int pageSize;
    private int countedScans;
    private long total;
    private boolean isExact;

    private CountOperation(ScanPlan plan, int pageSize) {
        this.plan = plan;
        this.pageSize = Math.min(pageSize, plan.pages().maxLimit());
        this.isExact = plan.isExact();
    }

    /**
     * Creates the operation.
     *
     * @param plan the plan
     * @param pageSize how many rows to request with each total: the more rows, the sooner a filter is found to be looser
     *     than documented
     */
    public static CountOperation of(ScanPlan plan, int pageSize) {
        return new CountOperation(plan, pageSize);
    }

    @Override
    Option<PageCall> nextCall() {
        return Option.when(
                isExact && countedScans < plan.scans().size(),
                () -> new PageCall(countedScans, plan.scans().get(countedScans), 0, pageSize));
    }

    @Override
    Option<TaskError> received(TaskListReply page) {
        TaskScan scan = plan.scans().get(countedScans);
        countedScans++;
        total += page.totalCount();
        Option<TaskError> fault = new RowRange(scan, 0, pageSize).rowsBeyondTotal(page);
        if (fault.isDefined()) {
            return fault;
        }
        if (total > Integer.MAX_VALUE) {
            return Option.some(new TaskError.Malformed(
                    "the total counts of " + countedScans + " lists",
                    "their sum is " + total + ", although a count is at most " + Integer.MAX_VALUE,
                    Option.none()));
        }
        isExact = page.tasks().stream()
                .allMatch(task -> scan.matches(task) && plan.query().test(task));
        return Option.none();
    }

    /** Returns the total; empty if the service does not answer the whole query. */
    public Option<Integer> result() {
        return Option.when(isExact, () -> (int) total);
    }
}
