package io.github.crstasks.internal.plan;

import io.github.crstasks.internal.format.Excerpt;
import io.vavr.collection.Vector;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;

/**
 * Replaces the relative times of a query. Works without recursion, because queries may be nested thousands of levels deep, and
 * once for each node, because a query may contain one node thousands of times.
 */
public final class RelativeTimes {
    private final Instant moment;
    private final IdentityHashMap<QueryNode, QueryNode> replacements = new IdentityHashMap<>();

    private RelativeTimes(Instant moment) {
        this.moment = moment;
    }

    /** Returns a query for a call at a moment that the service can express; itself if it has no relative time. */
    public static QueryNode resolve(QueryNode query, Instant moment) {
        return query.isRelative() ? new RelativeTimes(moment).resolve(query) : query;
    }

    /** Throws an exception if a query has a relative time. */
    static void requireNone(QueryNode query) {
        if (query.isRelative()) {
            throw missingMoment(query);
        }
    }

    /** Returns the exception for a query that has no meaning without a moment. */
    static IllegalStateException missingMoment(QueryNode query) {
        return new IllegalStateException(
                "a query with a relative time needs a moment: use query.at(moment), for example"
                        + " query.at(Instant.now()), instead of " + Excerpt.of(query.toString()));
    }

    private QueryNode resolve(QueryNode root) {
        Deque<QueryNode> remaining = new ArrayDeque<>();
        remaining.push(root);
        while (!remaining.isEmpty()) {
            QueryNode node = remaining.peek();
            if (replacements.containsKey(node)) {
                remaining.pop();
            } else if (node instanceof Composite composite) {
                Vector<QueryNode> unresolved = composite.operands().filter(this::isUnresolved);
                unresolved.forEach(remaining::push);
                if (unresolved.isEmpty()) {
                    replacements.put(composite, combined(composite));
                }
            } else {
                replacements.put(node, ((Condition) node).resolvedAt(moment));
            }
        }
        return replacement(root);
    }

    private boolean isUnresolved(QueryNode node) {
        return node.isRelative() && !replacements.containsKey(node);
    }

    private QueryNode replacement(QueryNode node) {
        return replacements.getOrDefault(node, node);
    }

    private QueryNode combined(Composite composite) {
        Vector<QueryNode> operands = composite.operands().map(this::replacement);
        if (composite instanceof Composite.Not) {
            return Composite.Not.of(operands.head());
        }
        return composite instanceof Composite.And ? Composite.And.of(operands) : Composite.Or.of(operands);
    }
}
