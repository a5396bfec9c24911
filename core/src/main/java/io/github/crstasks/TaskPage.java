package io.github.crstasks;

import io.github.crstasks.task.Task;
import java.util.List;

/**
 * A slice of the tasks of a query.
 *
 * @param tasks the tasks, newest first; unmodifiable
 * @param offset how many tasks of the query come before them
 * @param totalCount how many tasks the whole query has
 * @param requestIds what the service calls the requests that made the page, to be named when asking its support; empty
 *     from API 2.0, and where the whole list had to be read
 */
public record TaskPage(List<Task> tasks, int offset, int totalCount, List<String> requestIds) {
    /**
     * Whether more tasks come after these.
     *
     * @return false on the last page
     */
    public boolean hasNext() {
        return offset + tasks.size() < totalCount;
    }

    static TaskPage of(List<Task> all, int offset, int limit) {
        return new TaskPage(all.stream().skip(offset).limit(limit).toList(), offset, all.size(), List.of());
    }
}
