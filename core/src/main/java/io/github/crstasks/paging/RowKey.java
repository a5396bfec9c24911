package io.github.crstasks.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;

/**
 * The task id, or else the nearest thing to one: fields that never change, though two tasks can share them all.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, section 3, which has no id; API 3.0,
 * {@code DescribeTaskList} ({@code TaskId}).
 *
 * @param submittedAt when the task was submitted, a whole second
 * @param taskId the service's own id, if it sent one
 * @param typeName the type as the service sent it
 * @param instanceId the instance that the task works on
 */
public record RowKey(Instant submittedAt, Option<Long> taskId, String typeName, String instanceId) {
    /**
     * The key of a row.
     *
     * @param row any task
     * @return equal for rows that cannot be told apart
     */
    public static RowKey of(Task row) {
        return new RowKey(row.submittedAt(), row.taskId(), row.typeName(), row.instanceId());
    }

    /** Whether no other task has this key. */
    boolean isUnique() {
        return taskId.isDefined();
    }
}
