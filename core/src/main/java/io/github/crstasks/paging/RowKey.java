package io.github.crstasks.paging;

import io.github.crstasks.task.Task;
import java.time.Instant;

/** The nearest thing to an id that a row has: fields that never change, though two tasks can share them all. */
record RowKey(Instant submittedAt, String typeName, String instanceId) {
    static RowKey of(Task row) {
        return new RowKey(row.submittedAt(), row.typeName(), row.instanceId());
    }
}
