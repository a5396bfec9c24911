package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskScan;
import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Scans of which no two can contain the same task, whatever its status becomes.
 *
 * <p>The status of a task changes while it is read: two scans that differ in status alone would lose a task that moves from
 * the second to the first, and rows that two scans contain would be fetched twice. Overlapping scans are therefore split by
 * submission time where the service can filter the parts, and replaced by their hull otherwise.
 *
 * @param scans the scans
 * @param exact whether they contain no more than the scans they were made of
 */
record DisjointScans(Vector<TaskScan> scans, boolean exact) {
    /** More lists than this are not worth their calls. */
    private static final int LIMIT = 8;

    /** Restricts scans to the filters of a service, and makes them disjoint. */
    static DisjointScans of(Vector<TaskScan> cover, ServiceCapabilities capabilities) {
        Vector<TaskScan> scans = cover.flatMap(scan -> ScanAlgebra.restrictTo(capabilities, scan));
        Vector<TaskScan> disjoint = Vector.empty();
        boolean exact = true;
        for (Vector<TaskScan> remaining = scans; !remaining.isEmpty(); ) {
            TaskScan next = remaining.head();
            remaining = remaining.tail();
            Option<TaskScan> overlapping = disjoint.find(scan -> ScanAlgebra.overlaps(next, scan));
            if (overlapping.isEmpty()) {
                disjoint = disjoint.append(next);
                continue;
            }
            // The results may overlap other scans, so they are examined again.
            Separation separation = Separation.of(overlapping.get(), next, capabilities);
            exact &= separation.exact();
            remaining = remaining.appendAll(separation.scans());
            disjoint = disjoint.remove(overlapping.get());
        }
        Vector<TaskScan> merged = merged(disjoint);
        return merged.size() > LIMIT
                ? new DisjointScans(Vector.of(merged.reduce(ScanAlgebra::hull)), false)
                : new DisjointScans(merged, exact);
    }

    /** Replaces adjacent scans by one. */
    private static Vector<TaskScan> merged(Vector<TaskScan> scans) {
        for (int i = 0; i < scans.size(); i++) {
            TaskScan one = scans.get(i);
            Option<TaskScan> other = scans.drop(i + 1).find(scan -> ScanAlgebra.isAdjacentTo(one, scan));
            if (other.isDefined()) {
                TaskScan both = ScanAlgebra.hull(one, other.get());
                return merged(scans.remove(one).remove(other.get()).append(both));
            }
        }
        return scans;
    }

    /** The scans that replace two overlapping ones. */
    private record Separation(Vector<TaskScan> scans, boolean exact) {
        static Separation of(TaskScan one, TaskScan other, ServiceCapabilities capabilities) {
            return split(other, one)
                    .orElse(() -> split(one, other))
                    .filter(separation -> separation.isSupportedBy(capabilities))
                    .getOrElse(() -> new Separation(Vector.of(ScanAlgebra.hull(one, other)), false));
        }

        /** Cuts the time of the outer scan out of the inner one, if no task is lost by that. */
        private static Option<Separation> split(TaskScan inner, TaskScan outer) {
            // Tasks without a time are in no interval.
            boolean keepsTimelessTasks = !ScanAlgebra.hasTimelessTasks(inner) || ScanAlgebra.hasTimelessTasks(outer);
            return Option.when(
                    ScanAlgebra.containsIgnoringTimeAndStatus(outer, inner) && keepsTimelessTasks,
                    () -> cut(inner, outer));
        }

        private static Separation cut(TaskScan inner, TaskScan outer) {
            TaskScan grown = ScanAlgebra.withStatusesOf(outer, inner);
            Vector<TaskScan> rest = ScanAlgebra.outside(inner, outer.from(), outer.to());
            boolean differInStatusesOnly = grown.equals(ScanAlgebra.withStatusesOf(inner, outer));
            return new Separation(rest.prepend(grown), grown.equals(outer) || differInStatusesOnly);
        }

        /** A service without a filter by time would answer each part with the tasks of all. */
        private boolean isSupportedBy(ServiceCapabilities capabilities) {
            return scans.forAll(
                    scan -> ScanAlgebra.restrictTo(capabilities, scan).contains(scan));
        }
    }
}
