package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
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
    private final List<Task> rows = new ArrayList<>();
    private int offset;
    private int totalCount;
    private boolean finished;

    private SliceReader(TaskScan scan, int offset, int limit) {
        this.scan = scan;
        this.offset = offset;
        this.limit = limit;
    }

    /**
     * A reader that has not begun.
     *
     * @param scan the list
     * @param offset how many rows to leave out at the start, 0..2147483647
     * @param limit how many rows to read at the most, 1..2147483647
     * @return the reader
     */
    public static SliceReader of(TaskScan scan, int offset, int limit) {
        return new SliceReader(scan, offset, limit);
    }

    /**
     * The page to ask for next.
     *
     * @return the call to make, none if the slice is complete
     */
    public Option<PageCall> next() {
        return Option.when(!finished, () -> new PageCall(rows.size(), scan, offset, limit - rows.size()));
    }

    /**
     * Takes the page that {@link #next()} asked for.
     *
     * @param page what came
     * @return why the slice cannot be completed, none if it can
     */
    public Option<TaskError> received(TaskRows page) {
        totalCount = page.totalCount();
        List<Task> came = page.tasks();
        if (came.isEmpty() && offset < totalCount) {
            return Option.some(ListReading.noRows(new Slice(scan, offset, limit), totalCount));
        }
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
     * How many rows the whole list has.
     *
     * @return what the last page said, 0 before the first
     */
    public int totalCount() {
        return totalCount;
    }
}
