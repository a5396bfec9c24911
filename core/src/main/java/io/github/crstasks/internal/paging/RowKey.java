package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;

/**
 * The identity of a row: its task id, or fields that never change, which two tasks may share.
 *
 * <p>Source: API 2.0, {@code GetRedisTaskList}, whose rows have no id; API 3.0, {@code DescribeTaskList} ({@code TaskId}).
 *
 * @param submittedAt when the task was submitted, a whole second
 * @param taskId the task id, if the service sent one
 * @param typeName the type as the service sent it
 * @param instanceId the instance id
 */
public record RowKey(Instant submittedAt, Option<Long> taskId, String typeName, String instanceId) {
    /** Returns the key of a row; keys are equal for rows that cannot be distinguished. */
    public static RowKey of(Task row) {
        return new RowKey(row.submittedAt(), row.taskId(), row.typeName(), row.instanceId());
    }

    /** Returns whether no other task can have this key. */
    boolean isUnique() {
        return taskId.isDefined();
    }
}
