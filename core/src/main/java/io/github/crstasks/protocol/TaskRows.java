package io.github.crstasks.protocol;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.List;

/**
 * What one reply holds of a scan.
 *
 * @param tasks the rows in the order of the reply; unmodifiable
 * @param totalCount how many rows the whole scan has, as the service counts; 0..2147483647
 * @param requestId what the service calls the request; none from API 2.0
 */
public record TaskRows(List<Task> tasks, int totalCount, Option<String> requestId) {
    /**
     * The rows of a reply to a request without a name.
     *
     * @param tasks the rows in the order of the reply; unmodifiable
     * @param totalCount how many rows the whole scan has, as the service counts; 0..2147483647
     */
    public TaskRows(List<Task> tasks, int totalCount) {
        this(tasks, totalCount, Option.none());
    }
}
