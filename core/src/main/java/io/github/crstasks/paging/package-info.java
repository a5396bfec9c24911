/** Which page to ask for next, and what to hand on: decisions alone, no I/O. */
@NullMarked
package io.github.crstasks.paging;

import org.jspecify.annotations.NullMarked;
