package io.github.crstasks.tests.support;

import io.github.crstasks.task.Task;
import java.time.Instant;

/** The fields that never change during the life of a task. Equal keys mean the same task or twins. */
public record TaskKey(Instant submittedAt, String typeName, String instanceId) {
    public static TaskKey of(Task task) {
        return new TaskKey(task.submittedAt().getOrElse(Instant.MAX), task.typeName(), task.instanceId());
    }
}
