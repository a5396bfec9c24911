package io.github.crstasks.query;

import io.github.crstasks.query.Leaf.Constant;
import io.vavr.collection.Vector;

/** Turns a query into what a service can be asked. */
final class Planner {
    private Planner() {}

    static QueryPlan plan(Term query, Pushdown pushdown) {
        Cover cover = query.cover(true);
        DisjointScans disjoint = DisjointScans.of(cover.scans().flatMap(scan -> scan.askedOf(pushdown)));
        Vector<Term> unanswered = query.conjuncts().reject(term -> term.answeredBy(pushdown, true));
        boolean tight = cover.tight() && disjoint.tight();
        return new QueryPlan(
                query,
                disjoint.scans().toJavaList(),
                disjoint.scans().isEmpty() ? Constant.ALL : tight ? Composite.And.of(unanswered) : query,
                pushdown.pages());
    }
}
