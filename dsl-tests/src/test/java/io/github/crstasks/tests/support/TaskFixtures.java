package io.github.crstasks.tests.support;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.TaskArbitraries;
import java.time.Instant;

/** Tasks for tests. */
public final class TaskFixtures {
    private TaskFixtures() {}

    /** Returns a builder that holds all values of a task. */
    public static Task.Builder copyOf(Task task) {
        Task.Builder copy = Task.builder();
        copy.from(task);
        return copy;
    }

    /** Returns a copy of a task in another status, given as a code of API 2.0. */
    public static Task withStatus(Task task, int code) {
        return copyOf(task)
                .status(TaskArbitraries.status(code))
                .statusCode(code)
                .build();
    }

    /** Returns a backup in a status, given as a code of API 2.0. */
    public static Task backup(String instanceId, Instant submittedAt, int code) {
        return Task.builder()
                .submittedAt(submittedAt)
                .type(TaskType.BACKUP_INSTANCE)
                .typeName("backupInstance")
                .status(TaskArbitraries.status(code))
                .statusCode(code)
                .instanceId(instanceId)
                .build();
    }
}
