/** Executes calls of the service: attempts, rate limit, clock correction and listeners. */
@NullMarked
package io.github.crstasks.internal.execution;

import org.jspecify.annotations.NullMarked;
