/** Properties of traversals, in simulated interleavings and over HTTP. */
@NullMarked
package io.github.crstasks.tests.paging;

import org.jspecify.annotations.NullMarked;
