package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a range of one list by offset, whatever page size the service allows.
 *
 * <p>If rows appear or disappear between two of its calls, the range may miss a row or contain one twice.
 */
public final class PageOperation extends SequentialOperation {
    private final ScanPlan plan;
    private final TaskScan scan;
    private final int limit;
    private final PageSizer pageSizer;
    private final List<Task> rows = new ArrayList<>();
    /** The replies by their first row. */
    private final Map<Task, TaskListReply> received = new HashMap<>();

    private final List<String> requestIds = new ArrayList<>();
    private int offset;
    private int totalCount;
    private boolean isComplete;

    private PageOperation(ScanPlan plan, int offset, int limit) {
        this.plan = plan;
        this.scan = plan.scans().get(0);
        this.offset = offset;
        this.limit = limit;
        this.pageSizer = new PageSizer(limit, plan.pages());
    }

    /**
     * Creates the operation for a plan whose answer is one list of the service.
     *
     * @param plan the plan
     * @param offset how many rows to skip, 0..2147483647
     * @param limit how many rows to read, 1..2147483647
     * @return empty if the offsets of the service are not offsets into the answer
     */
    public static Option<PageOperation> of(ScanPlan plan, int offset, int limit) {
        return Option.when(
                plan.isOneExactList() && !plan.scans().isEmpty(), () -> new PageOperation(plan, offset, limit));
    }

    @Override
    Option<PageCall> nextCall() {
        return Option.when(!isComplete, this::nextRange)
                .map(range -> new PageCall(rows.size(), scan, range.offset(), range.limit()));
    }

    private RowRange nextRange() {
        return pageSizer.from(offset, limit - rows.size(), scan);
    }

    @Override
    Option<TaskError> received(TaskListReply page) {
        RowRange requested = nextRange();
        totalCount = page.totalCount();
        page.requestId().forEach(requestIds::add);
        Option<TaskError> fault = requested
                .missingRows(page)
                .orElse(() -> requested.rowsBeyondTotal(page))
                .orElse(() -> repeatedRows(requested, page));
        if (fault.isDefined()) {
            return fault;
        }
        page.tasks().stream().findFirst().ifPresent(first -> received.put(first, page));
        pageSizer.recordCap(requested, page.tasks().size(), totalCount);
        List<Task> newRows = requested.from(offset, page.tasks());
        rows.addAll(newRows.subList(0, Math.min(newRows.size(), limit - rows.size())));
        offset += newRows.size();
        isComplete = offset >= totalCount || rows.size() >= limit;
        return Option.none();
    }

    /**
     * Returns an error if a page has only the first rows of an earlier one and the total is the same: the service ignores the
     * offset. If tasks were submitted, a page has the last rows of the one before it instead.
     */
    private Option<TaskError> repeatedRows(RowRange requested, TaskListReply page) {
        List<Task> rows = page.tasks();
        return Option.when(
                RowKey.canRecognize(rows)
                        && Option.of(received.get(rows.get(0))).exists(before -> beginsWith(before, page)),
                () -> new TaskError.UnstableList(
                        scan.toString(),
                        "the page at offset " + requested.offset() + " has only the first rows of a page before it"));
    }

    private static boolean beginsWith(TaskListReply before, TaskListReply page) {
        int rows = page.tasks().size();
        return before.totalCount() == page.totalCount()
                && before.tasks().size() >= rows
                && before.tasks().subList(0, rows).equals(page.tasks());
    }

    /**
     * Returns whether every row matches the query: the offsets of a service that filters more loosely count other rows too.
     */
    public boolean isExact() {
        return rows.stream().allMatch(plan.query());
    }

    /** Returns the rows so far. */
    public List<Task> rows() {
        return List.copyOf(rows);
    }

    /** Returns the request ids so far; empty from API 2.0. */
    public List<String> requestIds() {
        return List.copyOf(requestIds);
    }

    /** Returns the size of the whole list according to the last reply. */
    public int totalCount() {
        return totalCount;
    }
}
