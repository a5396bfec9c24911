package io.github.crstasks.internal.paging;

import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import java.util.List;

/** A range of rows of a list. */
record RowRange(TaskScan scan, int offset, int limit) {
    /** Returns the offset after the last row. */
    long end() {
        return (long) offset + limit;
    }

    /** Returns the received rows of this range from an offset on. */
    List<Task> from(int position, List<Task> rows) {
        return rows.subList(Math.min(position - offset, rows.size()), rows.size());
    }
}
