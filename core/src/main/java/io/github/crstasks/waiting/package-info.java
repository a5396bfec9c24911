/**
 * The options, progress and outcomes of waits, and the changes that watches report.
 *
 * <p>{@link io.github.crstasks.waiting.WaitOptions} and {@link io.github.crstasks.waiting.PollSchedule} configure a wait,
 * which ends with a {@link io.github.crstasks.waiting.WaitOutcome}. A watch emits a
 * {@link io.github.crstasks.waiting.TaskChange} for each difference.
 */
@NullMarked
package io.github.crstasks.waiting;

import org.jspecify.annotations.NullMarked;
