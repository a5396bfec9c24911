/**
 * How lists are paged, and what a query plan looks like.
 *
 * <p>The default paging suits most programs. {@link io.github.crstasks.paging.Paging} changes it, and
 * {@link io.github.crstasks.paging.QueryPlan} shows which lists a query requests.
 */
@NullMarked
package io.github.crstasks.paging;

import org.jspecify.annotations.NullMarked;
