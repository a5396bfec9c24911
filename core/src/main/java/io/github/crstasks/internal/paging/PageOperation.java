package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads a range of one list by offset, whatever page size the service allows.
 *
 * <p>A row that is recognized is returned once. If rows disappear between two of its calls, the range may miss a row. What its
 * replies show of such changes is reported as a {@link TraversalEvent.ListMoved}.
 */
public final class PageOperation extends SequentialOperation {
    private final ScanPlan plan;
    private final TaskScan scan;
    private final int limit;
    private final PageSizer pageSizer;
    private final CallBudget budget;
    private final ListEvents events;
    private final RangeRows rows = new RangeRows();
    /** The latest page with each first row. */
    private final Map<Task, Page> received = new HashMap<>();

    private final List<String> requestIds = new ArrayList<>();
    private long callCount;
    private int offset;
    private int totalCount;
    private boolean isComplete;

    private record Page(int offset, TaskListReply reply) {}

    private PageOperation(
            ScanPlan plan, int offset, int limit, Option<Integer> maxCalls, Consumer<? super TraversalEvent> listener) {
        this.plan = plan;
        this.scan = plan.scans().get(0);
        this.offset = offset;
        this.limit = limit;
        this.pageSizer = new PageSizer(limit, plan.pages());
        this.budget = new CallBudget(scan, maxCalls);
        this.events = new ListEvents(scan, listener);
    }

    /**
     * Creates the operation for a plan whose answer is one list of the service.
     *
     * @param plan the plan
     * @param offset how many rows to skip, 0..2147483647
     * @param limit how many rows to read, 1..2147483647
     * @param maxCalls how many calls it may make; empty for the default
     * @param listener receives observations within {@link #received}
     * @return empty if the offsets of the service are not offsets into the answer
     */
    public static Option<PageOperation> of(
            ScanPlan plan, int offset, int limit, Option<Integer> maxCalls, Consumer<? super TraversalEvent> listener) {
        return Option.when(
                plan.isOneExactList() && !plan.scans().isEmpty(),
                () -> new PageOperation(plan, offset, limit, maxCalls, listener));
    }

    @Override
    Option<PageCall> nextCall() {
        return Option.when(!isComplete, this::nextRange)
                .map(range -> new PageCall(callCount, scan, range.offset(), range.limit()));
    }

    private RowRange nextRange() {
        return pageSizer.from(offset, limit - rows.size(), scan);
    }

    @Override
    Option<TaskError> received(TaskListReply page) {
        RowRange requested = nextRange();
        Option<TaskError> fault = requested
                .missingRows(page)
                .orElse(() -> requested.rowsBeyondTotal(page))
                .orElse(() -> repeatedRows(requested, page));
        int growth = callCount == 0 ? 0 : page.totalCount() - totalCount;
        callCount++;
        totalCount = page.totalCount();
        page.requestId().forEach(requestIds::add);
        return fault.orElse(() -> add(requested, page, growth));
    }

    private Option<TaskError> add(RowRange requested, TaskListReply page, int growth) {
        page.tasks().stream().findFirst().ifPresent(first -> received.put(first, new Page(requested.offset(), page)));
        pageSizer.recordCap(requested, page.tasks().size(), totalCount);
        List<Task> newRows = requested.from(offset, page.tasks());
        RangeRows.Added added = rows.add(newRows, growth);
        report(added, growth);
        offset += newRows.size();
        isComplete = offset >= totalCount || rows.size() >= limit;
        Option<TaskError> exhausted = budget.count(Math.min(limit, totalCount), pageSizer.rows(), added.added() > 0);
        return isComplete ? Option.none() : exhausted;
    }

    private void report(RangeRows.Added added, int growth) {
        if (growth != 0) {
            events.listMoved("the total changed from " + (totalCount - growth) + " to " + totalCount
                    + " between two calls for a page");
        }
        if (added.hasRepeated()) {
            events.listMoved("the page at offset " + offset + " has a row that was received before");
        }
        if (added.isDoubtful()) {
            events.completenessAssumed("a task without id was received again, unless it is another one like it");
        }
    }

    /**
     * Returns an error if a page has only the first rows of an earlier one, and the total has not grown by as many rows as lie
     * between their offsets: the service ignores the offset. If fewer tasks were submitted, a page has the last rows of the
     * one before it instead.
     */
    private Option<TaskError> repeatedRows(RowRange requested, TaskListReply page) {
        List<Task> rows = page.tasks();
        return Option.when(
                RowKey.canRecognize(rows)
                        && Option.of(received.get(rows.get(0))).exists(before -> isBeginning(before, requested, page)),
                () -> new TaskError.UnstableList(
                        scan.toString(),
                        "the page at offset " + requested.offset() + " has only the first rows of a page before it"));
    }

    private static boolean isBeginning(Page before, RowRange requested, TaskListReply page) {
        int rows = page.tasks().size();
        List<Task> rowsBefore = before.reply().tasks();
        return page.totalCount() - before.reply().totalCount() < requested.offset() - before.offset()
                && rowsBefore.size() >= rows
                && rowsBefore.subList(0, rows).equals(page.tasks());
    }

    /**
     * Returns whether every row matches the query: the offsets of a service that filters more loosely count other rows too.
     */
    public boolean isExact() {
        return rows().stream().allMatch(plan.query());
    }

    /** Returns the rows so far. */
    public List<Task> rows() {
        return rows.first(limit);
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
