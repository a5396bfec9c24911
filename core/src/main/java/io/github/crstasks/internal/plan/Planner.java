package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskQuery;
import io.vavr.collection.Vector;

/** Compiles a query to scans that a service supports. */
public final class Planner {
    private Planner() {}

    /** Returns the scans that contain every task of the query, and what remains to be checked on the client. */
    public static ScanPlan plan(TaskQuery query, ServiceCapabilities capabilities) {
        QueryNode node = (QueryNode) query;
        ScanCover cover = node.scans(false);
        DisjointScans disjoint =
                DisjointScans.of(cover.scans().flatMap(scan -> ScanAlgebra.restrictTo(capabilities, scan)));
        return new ScanPlan(
                query,
                disjoint.scans().toJavaList(),
                residual(node, cover, disjoint, capabilities),
                capabilities.pages());
    }

    private static TaskQuery residual(
            QueryNode node, ScanCover cover, DisjointScans disjoint, ServiceCapabilities capabilities) {
        if (disjoint.scans().isEmpty()) {
            return TaskQuery.all();
        }
        if (!cover.exact() || !disjoint.exact()) {
            return node;
        }
        Vector<QueryNode> unanswered = node.conjuncts().reject(conjunct -> conjunct.isAnsweredBy(capabilities, false));
        return Composite.And.of(unanswered);
    }
}
