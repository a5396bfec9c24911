package io.github.crstasks.query;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * One list that a service can be asked for: the tasks for which every field holds.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, section 2.
 *
 * @param instanceId the instance, none for every instance
 * @param instanceName the name of the instance, none for every name
 * @param from the first second of submission, none for no bound
 * @param to the last second of submission, none for no bound
 * @param statuses the statuses asked for; every status, {@link TaskStatus#UNKNOWN} included, for no filter
 * @param types the types asked for; every type, {@link TaskType#UNKNOWN} included, for no filter
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
            OrderedSet.every(TaskStatus.class),
            OrderedSet.every(TaskType.class));

    /**
     * Keeps copies of the sets.
     *
     * @param instanceId the instance, none for every instance
     * @param instanceName the name of the instance, none for every name
     * @param from the first second of submission, none for no bound
     * @param to the last second of submission, none for no bound
     * @param statuses the statuses asked for
     * @param types the types asked for
     */
    public TaskScan {
        statuses = OrderedSet.of(statuses);
        types = OrderedSet.of(types);
    }

    /**
     * The whole list.
     *
     * @return a scan that filters by nothing
     */
    public static TaskScan everything() {
        return EVERYTHING;
    }

    /**
     * Whether a task belongs to this list.
     *
     * @param task any task
     * @return true if every field holds
     */
    public boolean holds(Task task) {
        return !instanceId.exists(id -> !id.equals(task.instanceId()))
                && !instanceName.exists(name -> !name.equals(task.instanceName()))
                && !from.exists(task.submittedAt()::isBefore)
                && !to.exists(task.submittedAt()::isAfter)
                && statuses.contains(task.status())
                && types.contains(task.type());
    }

    /**
     * The same list up to a last second.
     *
     * @param last the last second of submission
     * @return the scan
     */
    public TaskScan until(Instant last) {
        return new TaskScan(instanceId, instanceName, from, Option.some(last), statuses, types);
    }

    /**
     * Whether this scan filters by status.
     *
     * @return false if every status is asked for
     */
    public boolean filtersStatus() {
        return statuses.size() < TaskStatus.values().length;
    }

    /**
     * Whether this scan filters by type.
     *
     * @return false if every type is asked for
     */
    public boolean filtersType() {
        return types.size() < TaskType.values().length;
    }

    TaskScan withInstanceId(String id) {
        return new TaskScan(Option.some(id), instanceName, from, to, statuses, types);
    }

    TaskScan withInstanceName(String name) {
        return new TaskScan(instanceId, Option.some(name), from, to, statuses, types);
    }

    Option<TaskScan> withStatuses(Set<TaskStatus> asked) {
        return new TaskScan(instanceId, instanceName, from, to, asked, types).nonEmpty();
    }

    Option<TaskScan> withTypes(Set<TaskType> asked) {
        return new TaskScan(instanceId, instanceName, from, to, statuses, asked).nonEmpty();
    }

    /** The whole seconds of an interval: the service knows no smaller unit. */
    Option<TaskScan> within(Option<Instant> first, Option<Instant> last) {
        return new TaskScan(
                        instanceId,
                        instanceName,
                        first.map(TaskScan::secondNotBefore),
                        last.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS)),
                        statuses,
                        types)
                .nonEmpty();
    }

    private static Instant secondNotBefore(Instant moment) {
        Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(moment) ? second : second.plusSeconds(1);
    }

    Option<TaskScan> intersection(TaskScan other) {
        if (disagree(instanceId, other.instanceId) || disagree(instanceName, other.instanceName)) {
            return Option.none();
        }
        return new TaskScan(
                        instanceId.orElse(other.instanceId),
                        instanceName.orElse(other.instanceName),
                        from.toList().appendAll(other.from).max(),
                        to.toList().appendAll(other.to).min(),
                        OrderedSet.intersection(statuses, other.statuses),
                        OrderedSet.intersection(types, other.types))
                .nonEmpty();
    }

    private static boolean disagree(Option<String> one, Option<String> other) {
        return one.isDefined() && other.isDefined() && !one.equals(other);
    }

    private Option<TaskScan> nonEmpty() {
        boolean backwards = from.exists(first -> to.exists(first::isAfter));
        return Option.when(!backwards && !statuses.isEmpty() && !types.isEmpty(), this);
    }

    /** The smallest scan around this one that a service which can filter by this much can be asked for. */
    TaskScan widenedTo(Pushdown pushdown) {
        return new TaskScan(
                instanceId.filter(id -> pushdown.instanceId()),
                instanceName.filter(name -> pushdown.instanceName()),
                from.filter(first -> pushdown.submittedAt()),
                to.filter(last -> pushdown.submittedAt()),
                pushdown.statuses().containsAll(statuses) ? statuses : EVERYTHING.statuses,
                pushdown.types().containsAll(types) ? types : EVERYTHING.types);
    }
}
