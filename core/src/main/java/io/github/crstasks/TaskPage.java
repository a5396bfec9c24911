package io.github.crstasks;

import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.task.Task;
import java.util.List;

/**
 * A page of the tasks of a query.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param tasks the tasks, newest first; unmodifiable
 * @param offset how many tasks of the query precede them
 * @param totalCount how many tasks the query has in all
 * @param requestIds the ids of the requests for this page, to be quoted in support requests; empty from API 2.0, and if the
 *     whole list had to be read
 */
public record TaskPage(List<Task> tasks, int offset, int totalCount, List<String> requestIds) {
    /**
     * Copies the lists.
     *
     * @param tasks the tasks, newest first
     * @param offset how many tasks of the query precede them
     * @param totalCount how many tasks the query has in all
     * @param requestIds the ids of the requests for this page
     */
    public TaskPage {
        tasks = List.copyOf(tasks);
        requestIds = List.copyOf(requestIds);
    }

    /**
     * Returns whether more tasks follow this page.
     *
     * @return false on the last page
     */
    public boolean hasMore() {
        return (long) offset + tasks.size() < totalCount;
    }

    @Override
    public String toString() {
        String ids = requestIds.isEmpty() ? "" : ", first request " + Excerpt.of(requestIds.get(0));
        return "TaskPage[" + tasks.size() + " tasks from offset " + offset + " of " + totalCount + ids + "]";
    }
}
