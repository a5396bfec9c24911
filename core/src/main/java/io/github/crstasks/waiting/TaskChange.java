package io.github.crstasks.waiting;

import io.github.crstasks.task.Task;

/**
 * A change of a watched list.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public sealed interface TaskChange {
    /**
     * Returns the task.
     *
     * @return the task as the list last contained it
     */
    Task task();

    /**
     * Reports a task that matches and did not match before. At first, every matching task is reported.
     *
     * @param task the task
     */
    record Appeared(Task task) implements TaskChange {}

    /**
     * Reports a task whose {@link Task#statusCode()} changed.
     *
     * @param before the task as it was last reported
     * @param task the task now
     */
    record StatusChanged(Task before, Task task) implements TaskChange {}

    /**
     * Reports a task that no longer matches: the service forgot it, or it changed.
     *
     * @param task the task as it was last reported
     */
    record Vanished(Task task) implements TaskChange {}
}
