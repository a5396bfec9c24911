/** How lists are paged, and what a query plan looks like. */
@NullMarked
package io.github.crstasks.paging;

import org.jspecify.annotations.NullMarked;
