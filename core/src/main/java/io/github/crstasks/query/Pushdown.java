package io.github.crstasks.query;

import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;

/**
 * What a service can be asked for; the rest is left to the client.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param instanceId whether it can filter by one instance id
 * @param instanceName whether it can filter by one instance name, exactly or loosely
 * @param submittedAt whether it can filter by a closed interval of submission
 * @param statuses the statuses that it knows
 * @param types the types that it knows
 * @param pages the pages that it can be asked for
 */
public record Pushdown(
        boolean instanceId,
        boolean instanceName,
        boolean submittedAt,
        Vocabulary<TaskStatus> statuses,
        Vocabulary<TaskType> types,
        PageRule pages) {}
