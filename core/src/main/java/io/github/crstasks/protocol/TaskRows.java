package io.github.crstasks.protocol;

import io.github.crstasks.task.Task;
import java.util.List;

/**
 * What one reply holds of a scan.
 *
 * @param tasks the rows in the order of the reply; unmodifiable
 * @param totalCount how many rows the whole scan has, as the service counts
 */
public record TaskRows(List<Task> tasks, int totalCount) {}
