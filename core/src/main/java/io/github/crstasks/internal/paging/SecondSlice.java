package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import java.time.Instant;
import java.util.List;

/**
 * The rows of one second in a page; none if the page has only newer or only older rows.
 *
 * @param from the first row that is not followed by a newer one
 * @param to the first older row; the size of the page if there is none
 */
record SecondSlice(ListPage page, int from, int to) {
    static SecondSlice of(ListPage page, Instant second) {
        int from = page.afterTimesNewerThan(second);
        return new SecondSlice(page, from, Math.max(from, page.firstOlderThan(second)));
    }

    List<Task> rows() {
        return page.rows(from, to);
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Returns whether no row of the second can be before this page. */
    boolean showsStart() {
        return from > 0 || page.isStart();
    }

    /** Returns whether no row of the second can be behind this page. */
    boolean showsEnd() {
        return hasOlderRows() || page.isEnd();
    }

    boolean hasOlderRows() {
        return to < page.size();
    }

    /** Returns the index in the list of the first row. */
    int startIndex() {
        return page.indexOf(from);
    }

    /** Returns the index in the list after the last row. */
    int endIndex() {
        return page.indexOf(to);
    }
}
