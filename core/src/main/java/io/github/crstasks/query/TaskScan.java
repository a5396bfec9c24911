package io.github.crstasks.query;

import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.internal.plan.OrderedEnumSet;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One list that can be requested from the service: the tasks that match every field.
 *
 * <p>Immutable and safe for use by any number of threads. Source:
 * docs/api/get-redis-task-list.md, section 4; docs/api/describe-task-list.md, section 2.
 *
 * @param instanceId the instance id; empty for every instance
 * @param instanceName the instance name; empty for every name
 * @param from the first second of submission; empty for no lower bound
 * @param to the last second of submission; empty for no upper bound
 * @param statuses the statuses to return; every status, including {@link TaskStatus#UNKNOWN_STATUS}, for no filter
 * @param types the types to return; every type, including {@link TaskType#UNKNOWN_TYPE}, for no filter
 */
public record TaskScan(
        Option<String> instanceId,
        Option<String> instanceName,
        Option<Instant> from,
        Option<Instant> to,
        Set<TaskStatus> statuses,
        Set<TaskType> types) {
    private static final TaskScan EVERYTHING = new TaskScan(
            Option.none(),
            Option.none(),
            Option.none(),
            Option.none(),
            OrderedEnumSet.every(TaskStatus.class),
            OrderedEnumSet.every(TaskType.class));

    /**
     * Copies the sets.
     *
     * @param instanceId the instance id; empty for every instance
     * @param instanceName the instance name; empty for every name
     * @param from the first second of submission; empty for no lower bound
     * @param to the last second of submission; empty for no upper bound
     * @param statuses the statuses to return
     * @param types the types to return
     */
    public TaskScan {
        statuses = OrderedEnumSet.of(statuses);
        types = OrderedEnumSet.of(types);
    }

    /**
     * Returns the scan of the whole list.
     *
     * @return a scan without filters
     */
    public static TaskScan everything() {
        return EVERYTHING;
    }

    /**
     * Returns whether a task belongs to this list.
     *
     * @param task any task
     * @return true if the task matches every field
     */
    public boolean matches(Task task) {
        return !instanceId.exists(id -> !id.equals(task.instanceId()))
                && !instanceName.exists(name -> !name.equals(task.instanceName()))
                && (from.isEmpty() || task.submittedAt().exists(moment -> !moment.isBefore(from.get())))
                && (to.isEmpty() || task.submittedAt().exists(moment -> !moment.isAfter(to.get())))
                && statuses.contains(task.status())
                && types.contains(task.type());
    }

    /**
     * Returns whether this scan filters by status.
     *
     * @return false if it returns every status
     */
    public boolean hasStatusFilter() {
        return statuses.size() < EVERYTHING.statuses.size();
    }

    /**
     * Returns whether this scan filters by type.
     *
     * @return false if it returns every type
     */
    public boolean hasTypeFilter() {
        return types.size() < EVERYTHING.types.size();
    }

    /** Returns the filters as a person would list them. */
    @Override
    public String toString() {
        List<String> filters = new ArrayList<>();
        instanceId.forEach(id -> filters.add("instance id " + Excerpt.of(id)));
        instanceName.forEach(name -> filters.add("instance name " + Excerpt.of(name)));
        from.forEach(first -> filters.add("submitted since " + first));
        to.forEach(last -> filters.add("submitted until " + last));
        if (hasStatusFilter()) {
            filters.add("status " + alternatives(statuses));
        }
        if (hasTypeFilter()) {
            filters.add("type " + alternatives(types));
        }
        return filters.isEmpty() ? "everything" : String.join(", ", filters);
    }

    private static String alternatives(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(" or "));
    }
}
