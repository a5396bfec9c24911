package io.github.crstasks.paging;

import io.github.crstasks.task.Task;
import java.time.Instant;

/**
 * The nearest thing to an id that a row has: fields that never change, though two tasks can share them all.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, section 3, which has no id.
 *
 * @param submittedAt when the task was submitted, a whole second
 * @param typeName the type as the service sent it
 * @param instanceId the instance that the task works on
 */
public record RowKey(Instant submittedAt, String typeName, String instanceId) {
    /**
     * The key of a row.
     *
     * @param row any task
     * @return equal for rows that cannot be told apart
     */
    public static RowKey of(Task row) {
        return new RowKey(row.submittedAt(), row.typeName(), row.instanceId());
    }
}
