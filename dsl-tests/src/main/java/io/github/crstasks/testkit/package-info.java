/** Arbitraries and a reference model for tests of whatever answers a query. */
@NullMarked
package io.github.crstasks.testkit;

import org.jspecify.annotations.NullMarked;
