/** Runs waits and watches, and batches their polls. */
@NullMarked
package io.github.crstasks.internal.waiting;

import org.jspecify.annotations.NullMarked;
