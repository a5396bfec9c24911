package io.github.crstasks.query;

import java.util.List;

/**
 * How a query will be answered.
 *
 * <p>Immutable, and safe for use by any number of threads if the lambdas in the query are.
 *
 * @param query what was asked
 * @param scans the lists to ask the service for, which together hold every task of the query; empty if no task can match
 * @param residual what the service cannot be trusted with, to be checked on the client; {@code all()} if nothing is left
 */
public record QueryPlan(TaskQuery query, List<TaskScan> scans, TaskQuery residual) {
    /**
     * Whether the service's own answer is the answer, so that it can count and cut pages for the client.
     *
     * @return true if there is at most one scan and nothing is left to check
     */
    public boolean isExact() {
        return scans.size() <= 1 && residual.equals(TaskQuery.all());
    }
}
