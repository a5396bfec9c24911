package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.PageRule;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a part of one list by its place in it, whatever page size the service allows.
 *
 * <p>A place is only as good as the list is still: if rows come or go between two of its calls, a slice may lack a row or
 * hold one twice. For use by one thread.
 */
public final class SliceReader {
    private final TaskScan scan;
    private final int limit;
    private final PageSize pageSize;
    private final List<Task> rows = new ArrayList<>();
    private final List<String> requestIds = new ArrayList<>();
    private int offset;
    private int totalCount;
    private boolean finished;

    private SliceReader(TaskScan scan, int offset, int limit, PageRule pages) {
        this.scan = scan;
        this.offset = offset;
        this.limit = limit;
        this.pageSize = new PageSize(limit, pages);
    }

    /**
     * A reader that has not begun.
     *
     * @param scan the list
     * @param offset how many rows to leave out at the start, 0..2147483647
     * @param limit how many rows to read at the most, 1..2147483647
     * @param pages the pages that the service can be asked for
     * @return the reader
     */
    public static SliceReader of(TaskScan scan, int offset, int limit, PageRule pages) {
        return new SliceReader(scan, offset, limit, pages);
    }

    /**
     * The page to ask for next.
     *
     * @return the call to make, none if the slice is complete
     */
    public Option<PageCall> next() {
        return Option.when(!finished, this::wanted)
                .map(slice -> new PageCall(rows.size(), scan, slice.offset(), slice.limit()));
    }

    private Slice wanted() {
        return pageSize.from(offset, limit - rows.size(), scan);
    }

    /**
     * Takes the page that {@link #next()} asked for.
     *
     * @param page what came
     * @return why the slice cannot be completed, none if it can
     */
    public Option<TaskError> received(TaskRows page) {
        Slice asked = wanted();
        totalCount = page.totalCount();
        page.requestId().forEach(requestIds::add);
        if (page.tasks().isEmpty() && asked.offset() < totalCount) {
            return Option.some(ListReading.noRows(asked, totalCount));
        }
        pageSize.isCappedBy(asked, page.tasks().size(), totalCount);
        List<Task> came = asked.from(offset, page.tasks());
        rows.addAll(came.subList(0, Math.min(came.size(), limit - rows.size())));
        offset += came.size();
        finished = offset >= totalCount || rows.size() >= limit;
        return Option.none();
    }

    /**
     * The rows so far.
     *
     * @return an unmodifiable copy
     */
    public List<Task> rows() {
        return List.copyOf(rows);
    }

    /**
     * What the service calls the requests so far.
     *
     * @return an unmodifiable copy, empty if the service names none
     */
    public List<String> requestIds() {
        return List.copyOf(requestIds);
    }

    /**
     * How many rows the whole list has.
     *
     * @return what the last page said, 0 before the first
     */
    public int totalCount() {
        return totalCount;
    }
}
