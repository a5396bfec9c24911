package io.github.crstasks.paging;

import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import java.util.List;

/** Some rows of a list, by their place in it. */
record Slice(TaskScan scan, int offset, int limit) {
    /** The place behind the last row. */
    long end() {
        return (long) offset + limit;
    }

    /** Of the rows that came those from a place on. */
    List<Task> from(int place, List<Task> rows) {
        return rows.subList(Math.min(place - offset, rows.size()), rows.size());
    }
}
