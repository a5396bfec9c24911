package io.github.crstasks.internal.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Computes a value of a query from those of its conditions. Works without recursion, because queries may be nested thousands
 * of levels deep and the stack of a thread may be small. Negations are pushed down to the conditions.
 *
 * @param <R> the type of the values
 */
interface NodeFold<R> {
    /** Returns the value of a condition, or of its negation. */
    R ofCondition(Condition condition, boolean isNegated);

    /** Returns the value of a conjunction or disjunction of nothing. */
    R ofNothing(boolean isConjunction);

    /** Returns the value of a conjunction or disjunction with one more operand. */
    R combine(boolean isConjunction, R operands, R next);

    /** Returns whether further operands cannot change a value. */
    boolean isFinal(boolean isConjunction, R operands);

    /** Returns the value of a node, or of its negation. */
    default R of(QueryNode root, boolean isRootNegated) {
        Deque<Operands<R>> enclosing = new ArrayDeque<>();
        QueryNode node = root;
        boolean isNegated = isRootNegated;
        while (true) {
            while (node instanceof Composite.Not not) {
                node = not.node();
                isNegated = !isNegated;
            }
            if (node instanceof Condition condition) {
                R value = ofCondition(condition, isNegated);
                Operands<R> group = enclosing.peek();
                while (group != null) {
                    group.value = combine(group.isConjunction, group.value, value);
                    if (group.remaining.hasNext() && !isFinal(group.isConjunction, group.value)) {
                        break;
                    }
                    value = group.value;
                    enclosing.pop();
                    group = enclosing.peek();
                }
                if (group == null) {
                    return value;
                }
                isNegated = group.isNegated;
                node = group.remaining.next();
            } else {
                boolean isConjunction = node instanceof Composite.And != isNegated;
                Operands<R> group = new Operands<>(
                        ((Composite) node).operands().iterator(), isConjunction, isNegated, ofNothing(isConjunction));
                enclosing.push(group);
                node = group.remaining.next();
            }
        }
    }

    /** The operands of a conjunction or disjunction, and the value of those that were visited. */
    final class Operands<R> {
        private final Iterator<QueryNode> remaining;
        private final boolean isConjunction;
        private final boolean isNegated;
        private R value;

        private Operands(Iterator<QueryNode> remaining, boolean isConjunction, boolean isNegated, R value) {
            this.remaining = remaining;
            this.isConjunction = isConjunction;
            this.isNegated = isNegated;
            this.value = value;
        }
    }
}
