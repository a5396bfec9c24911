package io.github.crstasks.paging;

import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.query.TaskScan;

/**
 * An observation about the service or a list during a traversal; not an error.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public sealed interface TraversalEvent {
    /**
     * Returns the list.
     *
     * @return a scan of the plan
     */
    TaskScan scan();

    /**
     * Reports that the service returns fewer rows per page than requested; later requests do not exceed that number.
     *
     * @param scan the list
     * @param rows how many rows it returns, at least 1
     */
    record PageCapDetected(TaskScan scan, int rows) implements TraversalEvent {}

    /**
     * Reports, once for each list, that rows moved between two pages, which the traversal noticed and followed. Nothing was
     * lost, unless {@link CompletenessAssumed} is reported too.
     *
     * <p>{@link io.github.crstasks.TaskClient#page} reports it too, once for each call that takes several requests, and does not
     * follow: no task with an id was repeated, but one may be missing if others have left the list.
     *
     * @param scan the list
     * @param reason how the change was detected
     */
    record ListMoved(TaskScan scan, String reason) implements TraversalEvent {
        @Override
        public String toString() {
            return text(this, reason);
        }
    }

    /**
     * Reports that the service does not list newest first, or returns rows outside the requested list. The traversal
     * continues by offset in the order of the service; completeness then depends on the service.
     *
     * @param scan the list
     * @param reason how this was detected
     */
    record OrderBroken(TaskScan scan, String reason) implements TraversalEvent {
        @Override
        public String toString() {
            return text(this, reason);
        }
    }

    /**
     * Reports that a query selects tasks by a status or type that this version of the API does not have. No list is
     * requested for them.
     *
     * @param scan the tasks that are not listed, by status or type
     * @param reason why, and what to do
     */
    record Unlisted(TaskScan scan, String reason) implements TraversalEvent {
        @Override
        public String toString() {
            return text(this, reason);
        }
    }

    /**
     * Reports, once for each list, that one second has more rows than a page and that the list may have changed between its
     * pages. If the service changes the order of the rows of a second from reply to reply, tasks may then be missing or
     * repeated, which no reply can show. Rows with ids are read again in that case; for them, the event reports that the
     * total has changed while the order was kept.
     *
     * <p>It is also reported if a task without an id was received again, unless it is another one like it.
     *
     * @param scan the list
     * @param reason which second, and what the pages have shown
     */
    record CompletenessAssumed(TaskScan scan, String reason) implements TraversalEvent {
        @Override
        public String toString() {
            return text(this, reason);
        }
    }

    private static String text(TraversalEvent event, String reason) {
        return event.getClass().getSimpleName() + "[scan=" + event.scan() + ", reason=" + Excerpt.of(reason) + "]";
    }
}
