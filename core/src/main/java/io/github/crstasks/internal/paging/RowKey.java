package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/**
 * The identity of a row: its task id, or fields that never change, which two tasks may share.
 *
 * <p>Source: docs/api/get-redis-task-list.md, section 5, whose rows have no id; docs/api/describe-task-list.md, section 3.
 *
 * @param taskId the task id, if the service sent one; the other fields are then empty
 * @param submittedAt when the task was submitted, a whole second
 * @param typeName the type as the service sent it
 * @param instanceId the instance id
 */
public record RowKey(Option<Long> taskId, Option<Instant> submittedAt, String typeName, String instanceId) {
    /** Returns the key of a row; keys are equal for rows that cannot be distinguished. */
    public static RowKey of(Task row) {
        return row.taskId().isDefined()
                ? new RowKey(row.taskId(), Option.none(), "", "")
                : new RowKey(Option.none(), row.submittedAt(), row.typeName(), row.instanceId());
    }

    /** Returns the keys of some rows in their order. */
    static List<RowKey> listOf(List<Task> rows) {
        return rows.stream().map(RowKey::of).toList();
    }

    /**
     * Returns whether rows can be recognized when they are received again: without ids, rows that are equal may be different
     * ones.
     */
    static boolean canRecognize(List<Task> rows) {
        return rows.stream().anyMatch(row -> row.taskId().isDefined() || !row.equals(rows.get(0)));
    }

    /** Returns whether no other task can have this key. */
    boolean isUnique() {
        return taskId.isDefined();
    }
}
