/**
 * Tasks, their statuses and their types.
 *
 * <p>A {@link io.github.crstasks.task.Task} is a row of the list. {@link io.github.crstasks.task.TaskDetails} says why one
 * failed. Both can be built in tests.
 */
@NullMarked
package io.github.crstasks.task;

import org.jspecify.annotations.NullMarked;
