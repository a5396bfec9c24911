package io.github.crstasks.query;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
        return statuses.size() < EVERYTHING.statuses.size();
    }

    /**
     * Whether this scan filters by type.
     *
     * @return false if every type is asked for
     */
    public boolean filtersType() {
        return types.size() < EVERYTHING.types.size();
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

    /** What of this scan lies in an interval of whole seconds. */
    Option<TaskScan> within(Option<Instant> first, Option<Instant> last) {
        return new TaskScan(
                        instanceId,
                        instanceName,
                        from.toList().appendAll(first).max(),
                        to.toList().appendAll(last).min(),
                        statuses,
                        types)
                .nonEmpty();
    }

    /** What of this scan lies outside an interval of whole seconds: at most one scan before and one after it. */
    Vector<TaskScan> outside(Option<Instant> first, Option<Instant> last) {
        Option<TaskScan> before = first.flatMap(second -> within(Option.none(), Option.some(second.minusSeconds(1))));
        Option<TaskScan> after = last.flatMap(second -> within(Option.some(second.plusSeconds(1)), Option.none()));
        return before.toVector().appendAll(after);
    }

    Option<TaskScan> intersection(TaskScan other) {
        if (disagree(instanceId, other.instanceId) || disagree(instanceName, other.instanceName)) {
            return Option.none();
        }
        return new TaskScan(
                        instanceId.orElse(other.instanceId),
                        instanceName.orElse(other.instanceName),
                        from,
                        to,
                        OrderedSet.intersection(statuses, other.statuses),
                        OrderedSet.intersection(types, other.types))
                .within(other.from, other.to);
    }

    private static boolean disagree(Option<String> one, Option<String> other) {
        return one.isDefined() && other.isDefined() && !one.equals(other);
    }

    /** The smallest scan around both. */
    TaskScan hull(TaskScan other) {
        return new TaskScan(
                instanceId.filter(id -> instanceId.equals(other.instanceId)),
                instanceName.filter(name -> instanceName.equals(other.instanceName)),
                from.flatMap(first -> other.from.map(second -> first.isBefore(second) ? first : second)),
                to.flatMap(first -> other.to.map(second -> first.isAfter(second) ? first : second)),
                OrderedSet.union(statuses, other.statuses),
                OrderedSet.union(types, other.types));
    }

    /**
     * Whether every task that belongs to another list belongs to this one.
     *
     * @param other any scan
     * @return true if this list is the larger one, or the same
     */
    public boolean contains(TaskScan other) {
        return statuses.containsAll(other.statuses) && containsAtSomeTime(other) && containsInTime(other);
    }

    /** The same, but for the statuses and the times. */
    boolean containsAtSomeTime(TaskScan other) {
        return types.containsAll(other.types)
                && (instanceId.isEmpty() || instanceId.equals(other.instanceId))
                && (instanceName.isEmpty() || instanceName.equals(other.instanceName));
    }

    private boolean containsInTime(TaskScan other) {
        return !from.exists(first -> !other.from.exists(second -> !second.isBefore(first)))
                && !to.exists(last -> !other.to.exists(second -> !second.isAfter(last)));
    }

    /** Whether a task, in whatever status it is at the time, can belong to both. */
    boolean meets(TaskScan other) {
        return !disagree(instanceId, other.instanceId)
                && !disagree(instanceName, other.instanceName)
                && !from.exists(first -> other.to.exists(first::isAfter))
                && !to.exists(last -> other.from.exists(last::isBefore))
                && !Collections.disjoint(types, other.types);
    }

    /** Whether two scans that do not meet hold together what the smallest scan around them holds. */
    boolean joins(TaskScan other) {
        boolean differInTypes = new TaskScan(instanceId, instanceName, from, to, statuses, other.types).equals(other);
        boolean differInTime = atAnyTime().equals(other.atAnyTime());
        return differInTypes || (differInTime && (endsJustBefore(other) || other.endsJustBefore(this)));
    }

    private boolean endsJustBefore(TaskScan other) {
        return to.exists(last -> other.from.contains(last.plusSeconds(1)));
    }

    /** The same list with the statuses of another beside its own. */
    TaskScan withStatusesOf(TaskScan other) {
        return new TaskScan(instanceId, instanceName, from, to, OrderedSet.union(statuses, other.statuses), types);
    }

    private TaskScan atAnyTime() {
        return new TaskScan(instanceId, instanceName, Option.none(), Option.none(), statuses, types);
    }

    private Option<TaskScan> nonEmpty() {
        boolean backwards = from.exists(first -> to.exists(first::isAfter));
        return Option.when(!backwards && !statuses.isEmpty() && !types.isEmpty(), this);
    }

    /**
     * The smallest scan around the tasks of this one that a service which can filter by this much can be asked for; none if
     * it has no such tasks.
     */
    Option<TaskScan> askedOf(Pushdown pushdown) {
        return new TaskScan(
                        instanceId.filter(id -> pushdown.instanceId()),
                        instanceName.filter(name -> pushdown.instanceName()),
                        from.filter(first -> pushdown.submittedAt()),
                        to.filter(last -> pushdown.submittedAt()),
                        pushdown.statuses().asked(statuses, EVERYTHING.statuses),
                        pushdown.types().asked(types, EVERYTHING.types))
                .nonEmpty();
    }

    /** What a person would say of the list, field by field. */
    @Override
    public String toString() {
        List<String> fields = new ArrayList<>();
        instanceId.forEach(id -> fields.add("instance id " + id));
        instanceName.forEach(name -> fields.add("instance name " + name));
        from.forEach(first -> fields.add("submitted since " + first));
        to.forEach(last -> fields.add("submitted until " + last));
        if (filtersStatus()) {
            fields.add("status " + either(statuses));
        }
        if (filtersType()) {
            fields.add("type " + either(types));
        }
        return fields.isEmpty() ? "everything" : String.join(", ", fields);
    }

    private static String either(Set<? extends Enum<?>> values) {
        return values.stream().map(Enum::name).collect(Collectors.joining(" or "));
    }
}
