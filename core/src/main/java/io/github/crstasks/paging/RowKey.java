package io.github.crstasks.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;

/** The task id, or else the nearest thing to one: fields that never change, though two tasks can share them all. */
record RowKey(Instant submittedAt, Option<Long> taskId, String typeName, String instanceId) {
    static RowKey of(Task row) {
        return new RowKey(row.submittedAt(), row.taskId(), row.typeName(), row.instanceId());
    }

    /** Whether no other task has this key. */
    boolean isUnique() {
        return taskId.isDefined();
    }
}
