package io.github.crstasks.internal.wire;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.List;

/**
 * One page of a list, as the service sent it.
 *
 * @param tasks the rows in the order of the reply; unmodifiable
 * @param totalCount how many rows the whole list has according to the service; 0..2147483647
 * @param requestId the id of the request; empty from API 2.0
 */
public record TaskListReply(List<Task> tasks, int totalCount, Option<String> requestId) {
    /** Creates a reply without a request id. */
    public TaskListReply(List<Task> tasks, int totalCount) {
        this(tasks, totalCount, Option.none());
    }
}
