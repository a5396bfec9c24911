package io.github.crstasks.query;

/** Turns a query into what a service can be asked. */
final class Planner {
    private Planner() {}

    static QueryPlan plan(Term query, Pushdown pushdown) {
        Term residual = query.conjuncts()
                .reject(term -> term.answeredBy(pushdown))
                .foldLeft((Term) Term.All.INSTANCE, Term.And::of);
        return new QueryPlan(
                query, query.scan().map(scan -> scan.widenedTo(pushdown)).toJavaList(), residual);
    }
}
