package io.github.crstasks.query;

import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Set;

/**
 * What a service can filter by; the rest is checked on the client.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param instanceId whether it can filter by one instance id
 * @param instanceName whether it can filter by one instance name, exactly or loosely
 * @param submittedAt whether it can filter by a closed interval of submission
 * @param statuses the statuses that it can be asked for
 * @param types the types that it can be asked for
 */
public record Pushdown(
        boolean instanceId, boolean instanceName, boolean submittedAt, Set<TaskStatus> statuses, Set<TaskType> types) {
    /**
     * Keeps copies of the sets.
     *
     * @param instanceId whether it can filter by one instance id
     * @param instanceName whether it can filter by one instance name, exactly or loosely
     * @param submittedAt whether it can filter by a closed interval of submission
     * @param statuses the statuses that it can be asked for
     * @param types the types that it can be asked for
     */
    public Pushdown {
        statuses = OrderedSet.of(statuses);
        types = OrderedSet.of(types);
    }

    boolean canAskForStatuses(Set<TaskStatus> asked) {
        return asked.size() == TaskStatus.values().length || statuses.containsAll(asked);
    }

    boolean canAskForTypes(Set<TaskType> asked) {
        return asked.size() == TaskType.values().length || types.containsAll(asked);
    }
}
