package io.github.crstasks.internal.plan;

import java.util.ArrayDeque;
import java.util.Deque;

/** Compares composite nodes and computes their hash codes, without recursion: see {@link NodeFold}. */
final class NodeComparison {
    /** Enough nodes to distinguish queries; a bound, because a query may contain one node thousands of times. */
    private static final int HASHED_NODES = 1000;

    private NodeComparison() {}

    static boolean areEqual(Composite one, Composite other) {
        Deque<QueryNode> some = new ArrayDeque<>();
        Deque<QueryNode> others = new ArrayDeque<>();
        some.push(one);
        others.push(other);
        while (!some.isEmpty()) {
            QueryNode first = some.pop();
            QueryNode second = others.pop();
            if (first == second) {
                continue;
            }
            if (!(first instanceof Composite composite)) {
                if (!first.equals(second)) {
                    return false;
                }
            } else if (second instanceof Composite candidate
                    && composite.getClass() == candidate.getClass()
                    && composite.operands().size() == candidate.operands().size()) {
                composite.operands().forEach(some::push);
                candidate.operands().forEach(others::push);
            } else {
                return false;
            }
        }
        return true;
    }

    static int hash(Composite root) {
        Deque<QueryNode> remaining = new ArrayDeque<>();
        remaining.push(root);
        int hash = 1;
        for (int i = 0; i < HASHED_NODES && !remaining.isEmpty(); i++) {
            QueryNode node = remaining.pop();
            if (node instanceof Composite composite) {
                hash = 31 * hash + composite.getClass().hashCode();
                hash = 31 * hash + composite.operands().size();
                composite.operands().take(HASHED_NODES).forEach(remaining::push);
            } else {
                hash = 31 * hash + node.hashCode();
            }
        }
        return hash;
    }
}
