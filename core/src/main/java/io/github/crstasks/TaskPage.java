package io.github.crstasks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.task.Task;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A page of the tasks of a query.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read it in one JSON form without settings, which Java serialization writes
 * too.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param tasks the tasks, newest first; unmodifiable
 * @param offset how many tasks of the query precede them
 * @param totalCount how many tasks the query has in all
 * @param requestIds the ids of the requests for this page, to be quoted in support requests; empty from API 2.0, and if the
 *     whole list had to be read
 */
@JsonAdapter(TaskPageJson.class)
public record TaskPage(List<Task> tasks, int offset, int totalCount, List<String> requestIds) implements Serializable {
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

    @JsonCreator
    private static TaskPage fromJson(Map<String, Object> fields) {
        return TaskPageJson.FORM.read(fields, TaskPage.class);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return TaskPageJson.FORM.write(this);
    }

    private Object writeReplace() {
        return TaskPageJson.FORM.serialized(this);
    }
}
