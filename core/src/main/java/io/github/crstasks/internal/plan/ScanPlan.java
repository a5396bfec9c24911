package io.github.crstasks.internal.plan;

import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import java.util.Collection;
import java.util.List;

/**
 * The plan of a query: the lists to request, and the conditions to check on the client.
 *
 * @param query the query
 * @param scans pairwise disjoint lists that together contain every task of the query; empty if no task can match
 * @param residual the part of the query that the service does not answer; {@code all()} if nothing is left. The client
 *     nevertheless tests the whole query on each task, because a service may filter more loosely than documented
 * @param pages the limits and offsets that the service accepts
 */
public record ScanPlan(TaskQuery query, List<TaskScan> scans, TaskQuery residual, PageConstraints pages) {
    /**
     * Returns a plan of one list that contains the lists of several plans.
     *
     * @param plans at least one, each with a scan, for one service
     */
    public static ScanPlan around(Collection<ScanPlan> plans) {
        TaskScan hull = plans.stream()
                .flatMap(plan -> plan.scans().stream())
                .reduce(ScanAlgebra::hull)
                .orElseThrow();
        PageConstraints pages = plans.iterator().next().pages();
        return new ScanPlan(TaskQuery.all(), List.of(hull), TaskQuery.all(), pages);
    }

    /** Returns the plan of everything on the same lists. */
    public ScanPlan withoutQuery() {
        return new ScanPlan(TaskQuery.all(), scans, TaskQuery.all(), pages);
    }

    /** Returns whether the service answers the whole query, with nothing left to check on the client. */
    public boolean isExact() {
        return residual.equals(TaskQuery.all());
    }

    /** Returns whether the answer is one list of the service, so that its offsets are offsets into the answer. */
    public boolean isOneExactList() {
        return isExact() && scans.size() <= 1;
    }
}
