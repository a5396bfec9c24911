package io.github.crstasks.testing;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.time.Instant;

/** Tasks as API 2.0 sends them. */
public final class Tasks {
    private static final Instant START = Instant.parse("2017-02-10T08:56:00Z");

    private Tasks() {}

    /** Returns a builder of a running backup of the instance {@code a}, submitted in second 0. */
    public static Task.Builder running() {
        return Task.builder()
                .submittedAt(second(0))
                .type(TaskType.BACKUP_INSTANCE)
                .typeName("backupInstance")
                .status(TaskStatus.RUNNING)
                .statusCode(1)
                .instanceId("a");
    }

    /** Returns a running task of an instance. */
    public static Task of(String instanceId) {
        return running().instanceId(instanceId).build();
    }

    /** Returns a task of an instance in a status. */
    public static Task of(String instanceId, TaskStatus status) {
        return running()
                .instanceId(instanceId)
                .status(status)
                .statusCode(code(status))
                .build();
    }

    private static int code(TaskStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case RUNNING -> 1;
            case SUCCEEDED -> 2;
            case FAILED -> 3;
            case ERRORED -> -1;
            case UNKNOWN_STATUS -> 42;
        };
    }

    /** Returns a running task that was submitted in a second. */
    public static Task at(int second, String instanceId) {
        return running().submittedAt(second(second)).instanceId(instanceId).build();
    }

    /** Returns a second, counted from an arbitrary one. */
    public static Instant second(int second) {
        return START.plusSeconds(second);
    }
}
