/**
 * Errors as values.
 *
 * <p>Each call returns a {@link io.github.crstasks.error.TaskError}, whose cases say what failed and whether a retry can help.
 * Streams, publishers and {@code getOrElseThrow(TaskException::new)} carry it in a
 * {@link io.github.crstasks.error.TaskException}.
 */
@NullMarked
package io.github.crstasks.error;

import org.jspecify.annotations.NullMarked;
