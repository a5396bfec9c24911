package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.collection.Vector;
import java.util.EnumSet;
import java.util.List;

/** Compiles a query to scans that a service supports. */
public final class Planner {
    private Planner() {}

    /**
     * Returns the scans that contain every task of the query, and what remains to be checked on the client.
     *
     * @param query a query without relative times
     */
    public static ScanPlan plan(TaskQuery query, ServiceCapabilities capabilities) {
        QueryNode node = (QueryNode) query;
        RelativeTimes.requireNone(node);
        ScanCover cover = node.scans(false);
        DisjointScans disjoint = DisjointScans.of(cover.scans(), capabilities);
        return new ScanPlan(
                query,
                disjoint.scans().toJavaList(),
                residual(node, cover, disjoint, capabilities),
                capabilities.pages());
    }

    /**
     * Returns the tasks that a query selects by a status or type that no task of the service has: at most one scan by status
     * and one by type. A negated condition selects no values by name.
     */
    public static List<TaskScan> unlisted(TaskQuery query, ServiceCapabilities capabilities) {
        return new SelectedValues(EnumSet.noneOf(TaskStatus.class), EnumSet.noneOf(TaskType.class))
                .collect((QueryNode) query)
                .without(capabilities);
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
