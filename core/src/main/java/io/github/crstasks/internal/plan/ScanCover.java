package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskScan;
import io.vavr.collection.Vector;
import io.vavr.control.Option;

/**
 * Scans that together contain every task of a query node.
 *
 * @param scans none of them contained in another
 * @param exact whether they contain no other task that their fields could filter out
 */
record ScanCover(Vector<TaskScan> scans, boolean exact) {
    static final ScanCover NOTHING = new ScanCover(Vector.empty(), true);

    /**
     * The number of scans beyond which their hull replaces them: enough for any handwritten query, and small enough for the
     * product of two covers.
     */
    private static final int MAX_SCANS = 64;

    /** Intersects the scans of conjunctions and unites those of disjunctions. */
    static final NodeFold<ScanCover> FOLD = new NodeFold<>() {
        @Override
        public ScanCover ofCondition(Condition condition, boolean isNegated) {
            return condition.scans(isNegated);
        }

        @Override
        public ScanCover ofNothing(boolean isConjunction) {
            return isConjunction ? ScanCover.of(TaskScan.everything()) : NOTHING;
        }

        @Override
        public ScanCover combine(boolean isConjunction, ScanCover operands, ScanCover next) {
            return isConjunction ? operands.intersection(next) : operands.union(next);
        }

        @Override
        public boolean isFinal(boolean isConjunction, ScanCover operands) {
            return isConjunction && operands.equals(NOTHING);
        }
    };

    static ScanCover of(TaskScan scan) {
        return new ScanCover(Vector.of(scan), true);
    }

    static ScanCover of(Option<TaskScan> scan) {
        return scan.fold(() -> NOTHING, ScanCover::of);
    }

    static ScanCover of(Vector<TaskScan> scans) {
        return new ScanCover(scans, true);
    }

    private ScanCover union(ScanCover other) {
        ScanCover both =
                new ScanCover(other.scans.foldLeft(scans, ScanCover::appendUnlessContained), exact && other.exact);
        return both.scans.size() > MAX_SCANS ? both.enclosed() : both;
    }

    private ScanCover intersection(ScanCover other) {
        if (scans.size() * other.scans.size() > MAX_SCANS) {
            return scans.size() > other.scans.size() ? enclosed().intersection(other) : intersection(other.enclosed());
        }
        Vector<TaskScan> both = scans.flatMap(one -> other.scans.flatMap(two -> ScanAlgebra.intersection(one, two)))
                .foldLeft(Vector.empty(), ScanCover::appendUnlessContained);
        return new ScanCover(both, exact && other.exact);
    }

    private static Vector<TaskScan> appendUnlessContained(Vector<TaskScan> scans, TaskScan added) {
        return scans.exists(scan -> ScanAlgebra.contains(scan, added))
                ? scans
                : scans.reject(scan -> ScanAlgebra.contains(added, scan)).append(added);
    }

    /** Returns a cover of one scan that contains all of these scans. */
    private ScanCover enclosed() {
        return new ScanCover(Vector.of(scans.reduce(ScanAlgebra::hull)), false);
    }
}
