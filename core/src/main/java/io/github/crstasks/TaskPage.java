package io.github.crstasks;

import io.github.crstasks.task.Task;
import java.util.List;

/**
 * A slice of the tasks of a query.
 *
 * @param tasks the tasks, newest first; unmodifiable
 * @param offset how many tasks of the query come before them
 * @param totalCount how many tasks the whole query has
 */
public record TaskPage(List<Task> tasks, int offset, int totalCount) {
    /**
     * Whether more tasks come after these.
     *
     * @return false on the last page
     */
    public boolean hasNext() {
        return offset + tasks.size() < totalCount;
    }

    static TaskPage of(List<Task> all, int offset, int limit) {
        return new TaskPage(all.stream().skip(offset).limit(limit).toList(), offset, all.size());
    }
}
