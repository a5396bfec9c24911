/**
 * The client, which lists, counts, pages through, waits for and watches tasks.
 *
 * <p>{@link io.github.crstasks.TaskClient#builder()} creates it. {@link io.github.crstasks.TaskClient} blocks and returns
 * errors as values, {@link io.github.crstasks.ThrowingTaskClient} throws them, and
 * {@link io.github.crstasks.AsyncTaskClient} returns futures. Retries, rates and listeners are configured in the builder.
 */
@NullMarked
package io.github.crstasks;

import org.jspecify.annotations.NullMarked;
