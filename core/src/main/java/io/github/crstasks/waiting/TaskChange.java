package io.github.crstasks.waiting;

import io.github.crstasks.task.Task;

/**
 * What has changed in a list that is watched.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public sealed interface TaskChange {
    /**
     * The task that it is about.
     *
     * @return the task as the list showed it last
     */
    Task task();

    /**
     * The query has a task that it did not have; at first every task.
     *
     * @param task the task
     */
    record Appeared(Task task) implements TaskChange {}

    /**
     * A task has another status, told by {@link Task#statusCode()}.
     *
     * @param before the task as it was last reported
     * @param task the task now
     */
    record StatusChanged(Task before, Task task) implements TaskChange {}

    /**
     * The query has a task no longer: the service forgot it, or it does not match any more.
     *
     * @param task the task as it was last reported
     */
    record Vanished(Task task) implements TaskChange {}
}
