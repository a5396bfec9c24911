package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskQuery;
import io.vavr.collection.Vector;

/** A node of a query tree: a predicate that knows which scans contain its tasks. */
public sealed interface QueryNode extends TaskQuery permits Condition, Composite {
    /** Returns scans that together contain every task that this node accepts or, if negated, rejects. */
    ScanCover scans(boolean negated);

    /** Returns whether a service with these capabilities returns no other tasks for {@link #scans(boolean)}. */
    boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated);

    /** Returns whether this node has a relative time, so that only {@link RelativeTimes#resolve} gives it a meaning. */
    boolean isRelative();

    /** Returns the nodes that must all accept a task for this node to accept it. */
    default Vector<QueryNode> conjuncts() {
        return Vector.of(this);
    }

    /** Returns the nodes of which one must accept a task for this node to accept it. */
    default Vector<QueryNode> disjuncts() {
        return Vector.of(this);
    }
}
