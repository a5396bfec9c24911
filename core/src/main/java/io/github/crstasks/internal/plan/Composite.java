package io.github.crstasks.internal.plan;

import io.github.crstasks.internal.plan.Condition.Constant;
import io.github.crstasks.task.Task;
import io.vavr.collection.Vector;
import org.jspecify.annotations.Nullable;

/** A node made of other nodes. Prints as the code that creates it. */
public sealed interface Composite extends QueryNode {
    /** Returns the nodes that this one is made of, at least one. */
    Vector<QueryNode> operands();

    @Override
    default boolean test(Task task) {
        // Always, whatever the other operands accept: the result must not depend on their order.
        RelativeTimes.requireNone(this);
        return new TestFold(task).of(this, false);
    }

    @Override
    default ScanCover scans(boolean negated) {
        return ScanCover.FOLD.of(this, negated);
    }

    @Override
    default boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
        return new AnswerFold(capabilities).of(this, negated);
    }

    /** A conjunction. */
    record And(Vector<QueryNode> conjuncts, boolean isRelative) implements Composite {
        /** Returns the simplified combination of two nodes. */
        public static QueryNode of(QueryNode one, QueryNode other) {
            if (one == Constant.NONE || other == Constant.ALL) {
                return one;
            }
            if (one == Constant.ALL || other == Constant.NONE) {
                return other;
            }
            return new And(concatenated(one.conjuncts(), other.conjuncts()), one.isRelative() || other.isRelative());
        }

        static QueryNode of(Vector<QueryNode> conjuncts) {
            return conjuncts.foldLeft((QueryNode) Constant.ALL, And::of);
        }

        @Override
        public Vector<QueryNode> operands() {
            return conjuncts;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof And and && NodeComparison.areEqual(this, and);
        }

        @Override
        public int hashCode() {
            return NodeComparison.hash(this);
        }

        @Override
        public String toString() {
            return NodeText.of(this);
        }
    }

    /** A disjunction. */
    record Or(Vector<QueryNode> disjuncts, boolean isRelative) implements Composite {
        /** Returns the simplified combination of two nodes. */
        public static QueryNode of(QueryNode one, QueryNode other) {
            if (one == Constant.ALL || other == Constant.NONE) {
                return one;
            }
            if (one == Constant.NONE || other == Constant.ALL) {
                return other;
            }
            return new Or(concatenated(one.disjuncts(), other.disjuncts()), one.isRelative() || other.isRelative());
        }

        static QueryNode of(Vector<QueryNode> disjuncts) {
            return disjuncts.foldLeft((QueryNode) Constant.NONE, Or::of);
        }

        @Override
        public Vector<QueryNode> operands() {
            return disjuncts;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Or or && NodeComparison.areEqual(this, or);
        }

        @Override
        public int hashCode() {
            return NodeComparison.hash(this);
        }

        @Override
        public String toString() {
            return NodeText.of(this);
        }
    }

    /** A negation. */
    record Not(QueryNode node) implements Composite {
        /** Returns the simplified negation. */
        public static QueryNode of(QueryNode node) {
            if (node instanceof Not not) {
                return not.node;
            }
            if (node instanceof Constant constant) {
                return constant == Constant.ALL ? Constant.NONE : Constant.ALL;
            }
            return new Not(node);
        }

        @Override
        public Vector<QueryNode> operands() {
            return Vector.of(node);
        }

        @Override
        public boolean isRelative() {
            return node.isRelative();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Not not && NodeComparison.areEqual(this, not);
        }

        @Override
        public int hashCode() {
            return NodeComparison.hash(this);
        }

        @Override
        public String toString() {
            return NodeText.of(this);
        }
    }

    /** Copies the shorter part, so that a long query can be extended on either side. */
    private static Vector<QueryNode> concatenated(Vector<QueryNode> some, Vector<QueryNode> others) {
        return some.size() < others.size() ? others.prependAll(some) : some.appendAll(others);
    }
}
