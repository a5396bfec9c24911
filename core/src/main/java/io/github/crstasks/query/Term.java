package io.github.crstasks.query;

import io.vavr.collection.Vector;

/** What every query is inside: something that can say which scans hold its tasks. */
sealed interface Term extends TaskQuery permits Leaf, Composite {
    /** Scans that together hold every task that this term accepts, or, if it is not wanted, rejects. */
    Cover cover(boolean wanted);

    /** Whether a service that can filter by this much makes those scans hold nothing else. */
    boolean answeredBy(Pushdown pushdown, boolean wanted);

    /** The terms that must all hold for this one to hold. */
    default Vector<Term> conjuncts() {
        return Vector.of(this);
    }

    /** The terms of which one must hold for this one to hold. */
    default Vector<Term> disjuncts() {
        return Vector.of(this);
    }
}
