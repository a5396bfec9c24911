package io.github.crstasks.internal.plan;

import io.github.crstasks.internal.plan.Condition.Constant;
import io.github.crstasks.task.Task;
import io.vavr.collection.Vector;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A node made of other nodes. Prints as the code that creates it. */
public sealed interface Composite extends QueryNode {
    record And(Vector<QueryNode> conjuncts) implements Composite {
        /** Returns the simplified combination of two nodes. */
        public static QueryNode of(QueryNode one, QueryNode other) {
            if (one == Constant.NONE || other == Constant.ALL) {
                return one;
            }
            if (one == Constant.ALL || other == Constant.NONE) {
                return other;
            }
            return new And(one.conjuncts().appendAll(other.conjuncts()));
        }

        static QueryNode of(Vector<QueryNode> conjuncts) {
            return conjuncts.foldLeft((QueryNode) Constant.ALL, And::of);
        }

        @Override
        public boolean test(Task task) {
            for (QueryNode node : conjuncts) {
                if (!node.test(task)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public ScanCover scans(boolean negated) {
            return negated ? ScanCover.ofAny(conjuncts, true) : ScanCover.ofAll(conjuncts, false);
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return conjuncts.forAll(node -> node.isAnsweredBy(capabilities, negated));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof And and && equal(conjuncts, and.conjuncts);
        }

        @Override
        public int hashCode() {
            return hash(conjuncts);
        }

        @Override
        public String toString() {
            return chain(conjuncts, ".and(");
        }
    }

    record Or(Vector<QueryNode> disjuncts) implements Composite {
        /** Returns the simplified combination of two nodes. */
        public static QueryNode of(QueryNode one, QueryNode other) {
            if (one == Constant.ALL || other == Constant.NONE) {
                return one;
            }
            if (one == Constant.NONE || other == Constant.ALL) {
                return other;
            }
            return new Or(one.disjuncts().appendAll(other.disjuncts()));
        }

        @Override
        public boolean test(Task task) {
            for (QueryNode node : disjuncts) {
                if (node.test(task)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public ScanCover scans(boolean negated) {
            return negated ? ScanCover.ofAll(disjuncts, true) : ScanCover.ofAny(disjuncts, false);
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return disjuncts.forAll(node -> node.isAnsweredBy(capabilities, negated));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Or or && equal(disjuncts, or.disjuncts);
        }

        @Override
        public int hashCode() {
            return ~hash(disjuncts);
        }

        @Override
        public String toString() {
            return chain(disjuncts, ".or(");
        }
    }

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
        public boolean test(Task task) {
            return !node.test(task);
        }

        @Override
        public ScanCover scans(boolean negated) {
            return node.scans(!negated);
        }

        @Override
        public boolean isAnsweredBy(ServiceCapabilities capabilities, boolean negated) {
            return node.isAnsweredBy(capabilities, !negated);
        }

        @Override
        public String toString() {
            return node + ".negate()";
        }
    }

    // These are plain loops, because the stack frames of a collection library would make deeply nested queries overflow
    // the
    // stack sooner.

    private static boolean equal(Vector<QueryNode> some, Vector<QueryNode> others) {
        if (some.size() != others.size()) {
            return false;
        }
        Iterator<QueryNode> other = others.iterator();
        for (QueryNode node : some) {
            if (!node.equals(other.next())) {
                return false;
            }
        }
        return true;
    }

    private static int hash(Vector<QueryNode> nodes) {
        int hash = 1;
        for (QueryNode node : nodes) {
            hash = 31 * hash + node.hashCode();
        }
        return hash;
    }

    private static String chain(Vector<QueryNode> nodes, String combinator) {
        StringBuilder chain = new StringBuilder();
        for (QueryNode node : nodes) {
            chain.append(chain.isEmpty() ? node.toString() : combinator + node + ")");
        }
        return chain.toString();
    }
}
