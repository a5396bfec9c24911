package io.github.crstasks.query;

import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Scans that together hold every task of a term.
 *
 * @param scans none of them inside another
 * @param tight whether they hold nothing else that their fields could keep out
 */
record Cover(Vector<TaskScan> scans, boolean tight) {
    static final Cover NOTHING = new Cover(Vector.empty(), true);

    /** Enough for any query that a person writes, and small enough to multiply. */
    private static final int LIMIT = 64;

    static Cover of(TaskScan scan) {
        return new Cover(Vector.of(scan), true);
    }

    static Cover of(Option<TaskScan> scan) {
        return scan.fold(() -> NOTHING, Cover::of);
    }

    static Cover of(Vector<TaskScan> scans) {
        return new Cover(scans, true);
    }

    static Cover ofAll(Vector<Term> terms, boolean wanted) {
        Cover all = of(TaskScan.everything());
        for (Term term : terms) {
            all = all.intersection(term.cover(wanted));
        }
        return all;
    }

    static Cover ofAny(Vector<Term> terms, boolean wanted) {
        Cover any = NOTHING;
        for (Term term : terms) {
            any = any.union(term.cover(wanted));
        }
        return any;
    }

    private Cover union(Cover other) {
        Cover both = new Cover(other.scans.foldLeft(scans, Cover::withoutThoseInside), tight && other.tight);
        return both.scans.size() > LIMIT ? both.enclosed() : both;
    }

    private Cover intersection(Cover other) {
        if (scans.size() * other.scans.size() > LIMIT) {
            return scans.size() > other.scans.size() ? enclosed().intersection(other) : intersection(other.enclosed());
        }
        Vector<TaskScan> both = scans.flatMap(one -> other.scans.flatMap(one::intersection))
                .foldLeft(Vector.empty(), Cover::withoutThoseInside);
        return new Cover(both, tight && other.tight);
    }

    private static Vector<TaskScan> withoutThoseInside(Vector<TaskScan> scans, TaskScan added) {
        return scans.exists(scan -> scan.contains(added))
                ? scans
                : scans.reject(added::contains).append(added);
    }

    /** One scan around all of them. */
    private Cover enclosed() {
        return new Cover(Vector.of(scans.reduce(TaskScan::hull)), false);
    }
}
