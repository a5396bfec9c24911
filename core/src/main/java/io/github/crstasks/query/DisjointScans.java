package io.github.crstasks.query;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Scans of which no two can ever hold the same task, whatever becomes of its status.
 *
 * <p>A task changes its status while it is being read, so two scans that differ in nothing else would lose the one that
 * moves from the first to the second; and rows that lie in two scans would be fetched twice. Both are kept out here: by
 * time where one of the two can be cut, or else by one scan around both.
 *
 * @param scans the scans
 * @param tight whether they hold no more than those that they were made of
 */
record DisjointScans(Vector<TaskScan> scans, boolean tight) {
    /** More lists than this are not worth their calls. */
    private static final int LIMIT = 8;

    static DisjointScans of(Vector<TaskScan> scans) {
        Vector<TaskScan> apart = Vector.empty();
        boolean tight = true;
        for (Vector<TaskScan> rest = scans; !rest.isEmpty(); ) {
            TaskScan next = rest.head();
            rest = rest.tail();
            Option<TaskScan> met = apart.find(next::meets);
            if (met.isEmpty()) {
                apart = apart.append(next);
                continue;
            }
            // Whatever comes of the two may meet others, so it is looked at again.
            Separation separation = Separation.of(met.get(), next);
            tight &= separation.tight();
            rest = rest.appendAll(separation.scans());
            apart = apart.remove(met.get());
        }
        Vector<TaskScan> merged = merged(apart);
        return merged.size() > LIMIT
                ? new DisjointScans(Vector.of(merged.reduce(TaskScan::hull)), false)
                : new DisjointScans(merged, tight);
    }

    /** Scans that together are one scan become that scan. */
    private static Vector<TaskScan> merged(Vector<TaskScan> scans) {
        for (int i = 0; i < scans.size(); i++) {
            TaskScan one = scans.get(i);
            Option<TaskScan> other = scans.drop(i + 1).find(one::joins);
            if (other.isDefined()) {
                return merged(scans.remove(one).remove(other.get()).append(one.hull(other.get())));
            }
        }
        return scans;
    }

    /** What two scans that meet become. */
    private record Separation(Vector<TaskScan> scans, boolean tight) {
        static Separation of(TaskScan one, TaskScan other) {
            if (one.containsAtSomeTime(other)) {
                return cut(other, one);
            }
            if (other.containsAtSomeTime(one)) {
                return cut(one, other);
            }
            return new Separation(Vector.of(one.hull(other)), false);
        }

        private static Separation cut(TaskScan cut, TaskScan whole) {
            TaskScan grown = whole.withStatusesOf(cut);
            return new Separation(cut.outside(whole.from(), whole.to()).prepend(grown), grown.equals(whole));
        }
    }
}
