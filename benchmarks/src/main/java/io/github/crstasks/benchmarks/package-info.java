/** Benchmarks of this library beside the official SDKs. */
@NullMarked
package io.github.crstasks.benchmarks;

import org.jspecify.annotations.NullMarked;
