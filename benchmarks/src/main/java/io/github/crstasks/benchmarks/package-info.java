/** What things cost. */
@NullMarked
package io.github.crstasks.benchmarks;

import org.jspecify.annotations.NullMarked;
