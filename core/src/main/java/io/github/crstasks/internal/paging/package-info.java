/** Traversals and page operations: which page to request next and which tasks to emit, without I/O. */
@NullMarked
package io.github.crstasks.internal.paging;

import org.jspecify.annotations.NullMarked;
