package io.github.crstasks.paging;

import io.github.crstasks.query.TaskScan;

/**
 * Something that a traversal noticed about the service or its list; none of it is an error.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public sealed interface TraversalEvent {
    /**
     * The list that was being read.
     *
     * @return the scan of the plan
     */
    TaskScan scan();

    /**
     * The service sends fewer rows at a time than it is asked for; from now on it is asked for no more.
     *
     * @param scan the list that was being read
     * @param rows how many rows it sends, at least 1
     */
    record PageCapLearnt(TaskScan scan, int rows) implements TraversalEvent {}

    /**
     * The list changed while it was read by offset; the rest is read by {@link PagingStrategy#KEYSET}. Nothing was lost.
     *
     * @param scan the list
     * @param sign what gave it away
     */
    record ListMoved(TaskScan scan, String sign) implements TraversalEvent {}

    /**
     * The service does not list newest first, or sends what it was not asked for; the rest is read by plain offsets, row
     * by row as it comes, and rows alike to earlier ones are left out. Order and completeness are the service's now.
     *
     * @param scan the list
     * @param sign what gave it away
     */
    record OrderBroken(TaskScan scan, String sign) implements TraversalEvent {}
}
