package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
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

    /** Returns an error if this range of a reply has no rows although the total says that there are some. */
    Option<TaskError> missingRows(TaskListReply reply) {
        return Option.when(
                reply.tasks().isEmpty() && offset < reply.totalCount(),
                () -> new TaskError.Malformed(
                        "the rows",
                        "there are none at offset " + offset + ", although " + reply.totalCount() + " tasks match",
                        Option.none()));
    }

    /** Returns an error if this range of a reply ends behind the total. */
    Option<TaskError> rowsBeyondTotal(TaskListReply reply) {
        int received = reply.tasks().size();
        return Option.when(
                received > 0 && (long) offset + received > reply.totalCount(),
                () -> new TaskError.Malformed(
                        "the total count",
                        "it is " + reply.totalCount() + ", although there are " + received + " rows from offset "
                                + offset + " on",
                        Option.none()));
    }
}
