package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;

/** Set operations on scans. The result is an empty option where no task can match. */
public final class ScanAlgebra {
    private ScanAlgebra() {}

    static TaskScan withInstanceId(String id) {
        TaskScan all = TaskScan.everything();
        return new TaskScan(Option.some(id), all.instanceName(), all.from(), all.to(), all.statuses(), all.types());
    }

    static TaskScan withInstanceName(String name) {
        TaskScan all = TaskScan.everything();
        return new TaskScan(all.instanceId(), Option.some(name), all.from(), all.to(), all.statuses(), all.types());
    }

    static Option<TaskScan> withStatuses(Set<TaskStatus> statuses) {
        return nonEmpty(withStatuses(TaskScan.everything(), statuses));
    }

    static Option<TaskScan> withTypes(Set<TaskType> types) {
        return nonEmpty(withTypes(TaskScan.everything(), types));
    }

    private static TaskScan withStatuses(TaskScan scan, Set<TaskStatus> statuses) {
        return new TaskScan(scan.instanceId(), scan.instanceName(), scan.from(), scan.to(), statuses, scan.types());
    }

    private static TaskScan withTypes(TaskScan scan, Set<TaskType> types) {
        return new TaskScan(scan.instanceId(), scan.instanceName(), scan.from(), scan.to(), scan.statuses(), types);
    }

    private static TaskScan withInterval(TaskScan scan, Option<Instant> from, Option<Instant> to) {
        return new TaskScan(scan.instanceId(), scan.instanceName(), from, to, scan.statuses(), scan.types());
    }

    /** Returns the part of a scan inside an interval of whole seconds. */
    static Option<TaskScan> clip(TaskScan scan, Option<Instant> first, Option<Instant> last) {
        return nonEmpty(withInterval(
                scan,
                scan.from().toList().appendAll(first).max(),
                scan.to().toList().appendAll(last).min()));
    }

    /** Returns the parts of a scan outside an interval of whole seconds: at most one before and one after it. */
    static Vector<TaskScan> outside(TaskScan scan, Option<Instant> first, Option<Instant> last) {
        Option<TaskScan> before =
                first.flatMap(second -> clip(scan, Option.none(), Option.some(second.minusSeconds(1))));
        Option<TaskScan> after = last.flatMap(second -> clip(scan, Option.some(second.plusSeconds(1)), Option.none()));
        return before.toVector().appendAll(after);
    }

    static Option<TaskScan> intersection(TaskScan one, TaskScan other) {
        if (disagree(one.instanceId(), other.instanceId()) || disagree(one.instanceName(), other.instanceName())) {
            return Option.none();
        }
        TaskScan both = new TaskScan(
                one.instanceId().orElse(other.instanceId()),
                one.instanceName().orElse(other.instanceName()),
                one.from(),
                one.to(),
                OrderedEnumSet.intersection(one.statuses(), other.statuses()),
                OrderedEnumSet.intersection(one.types(), other.types()));
        return clip(both, other.from(), other.to());
    }

    private static boolean disagree(Option<String> one, Option<String> other) {
        return one.isDefined() && other.isDefined() && !one.equals(other);
    }

    /** Returns the smallest scan that contains both. */
    static TaskScan hull(TaskScan one, TaskScan other) {
        return new TaskScan(
                one.instanceId().filter(id -> one.instanceId().equals(other.instanceId())),
                one.instanceName().filter(name -> one.instanceName().equals(other.instanceName())),
                one.from().flatMap(first -> other.from().map(second -> first.isBefore(second) ? first : second)),
                one.to().flatMap(first -> other.to().map(second -> first.isAfter(second) ? first : second)),
                OrderedEnumSet.union(one.statuses(), other.statuses()),
                OrderedEnumSet.union(one.types(), other.types()));
    }

    /** Returns whether every task of the inner scan belongs to the outer one. */
    public static boolean contains(TaskScan outer, TaskScan inner) {
        return outer.statuses().containsAll(inner.statuses())
                && containsIgnoringTimeAndStatus(outer, inner)
                && containsInTime(outer, inner);
    }

    static boolean containsIgnoringTimeAndStatus(TaskScan outer, TaskScan inner) {
        return outer.types().containsAll(inner.types())
                && (outer.instanceId().isEmpty() || outer.instanceId().equals(inner.instanceId()))
                && (outer.instanceName().isEmpty() || outer.instanceName().equals(inner.instanceName()));
    }

    private static boolean containsInTime(TaskScan outer, TaskScan inner) {
        return !outer.from().exists(first -> !inner.from().exists(second -> !second.isBefore(first)))
                && !outer.to().exists(last -> !inner.to().exists(second -> !second.isAfter(last)));
    }

    /** Returns whether one task can belong to both scans, whatever its status becomes. */
    static boolean overlaps(TaskScan one, TaskScan other) {
        return !disagree(one.instanceId(), other.instanceId())
                && !disagree(one.instanceName(), other.instanceName())
                && !one.from().exists(first -> other.to().exists(first::isAfter))
                && !one.to().exists(last -> other.from().exists(last::isBefore))
                && !Collections.disjoint(one.types(), other.types());
    }

    /** Returns whether a scan contains tasks without a time too. */
    static boolean hasTimelessTasks(TaskScan scan) {
        return scan.from().isEmpty() && scan.to().isEmpty();
    }

    /** Returns whether the union of two scans that do not overlap is their hull. */
    static boolean isAdjacentTo(TaskScan one, TaskScan other) {
        boolean isEqualExceptTypes = withTypes(one, other.types()).equals(other);
        boolean isEqualExceptTime =
                withInterval(one, other.from(), other.to()).equals(other) && !hasTimelessTasks(hull(one, other));
        return isEqualExceptTypes || (isEqualExceptTime && (endsJustBefore(one, other) || endsJustBefore(other, one)));
    }

    private static boolean endsJustBefore(TaskScan one, TaskScan other) {
        return one.to().exists(last -> other.from().contains(last.plusSeconds(1)));
    }

    /** Returns a scan that matches the statuses of another scan too. */
    static TaskScan withStatusesOf(TaskScan scan, TaskScan other) {
        return withStatuses(scan, OrderedEnumSet.union(scan.statuses(), other.statuses()));
    }

    private static Option<TaskScan> nonEmpty(TaskScan scan) {
        boolean isReversed = scan.from().exists(first -> scan.to().exists(first::isAfter));
        return Option.when(
                !isReversed && !scan.statuses().isEmpty() && !scan.types().isEmpty(), scan);
    }

    /** Returns the smallest scan that contains the given one and that a service with these capabilities supports. */
    static Option<TaskScan> restrictTo(ServiceCapabilities capabilities, TaskScan scan) {
        TaskScan everything = TaskScan.everything();
        return nonEmpty(new TaskScan(
                scan.instanceId().filter(id -> capabilities.instanceId()),
                scan.instanceName().filter(name -> capabilities.instanceName()),
                scan.from().filter(first -> capabilities.submittedSince()),
                scan.to().filter(last -> capabilities.submittedUntil()),
                capabilities.statuses().requested(scan.statuses(), everything.statuses()),
                capabilities.types().requested(scan.types(), everything.types())));
    }
}
