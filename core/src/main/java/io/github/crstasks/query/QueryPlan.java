package io.github.crstasks.query;

import io.github.crstasks.error.TaskError.Invalid;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How a query will be answered. Its text is a tree for a person to read.
 *
 * <p>Immutable, and safe for use by any number of threads if the lambdas in the query are.
 *
 * @param query what was asked
 * @param scans the lists to ask the service for, which together hold every task of the query and no task twice; empty if
 *     no task can match
 * @param residual what is left to check on the client for the answer to be right; {@code all()} if nothing is left. The
 *     whole query is tested on each task all the same, since a service may filter more loosely than it says
 * @param pages the pages of the lists that the service can be asked for
 */
public record QueryPlan(TaskQuery query, List<TaskScan> scans, TaskQuery residual, PageRule pages) {
    /**
     * One list around the lists of several plans, to be read for all of them at once.
     *
     * @param plans at least one, of queries that some task can match, for one service
     * @return a plan with the smallest scan that holds all their scans, and every task of it
     */
    public static QueryPlan around(Collection<QueryPlan> plans) {
        return plans.stream()
                .flatMap(plan -> plan.scans().stream())
                .reduce(TaskScan::hull)
                .map(hull -> new QueryPlan(
                        TaskQuery.all(),
                        List.of(hull),
                        TaskQuery.all(),
                        plans.iterator().next().pages()))
                .orElseThrow(
                        () -> new Invalid("plans", plans.toString(), "plans of which one has a list").asException());
    }

    /**
     * Whether the service's own answer is the answer, so that it can count for the client.
     *
     * @return true if nothing is left to check
     */
    public boolean isExact() {
        return residual.equals(TaskQuery.all());
    }

    /**
     * Whether the service can cut pages for the client too.
     *
     * @return true if its answer is the answer, and is one list
     */
    public boolean isOneExactList() {
        return isExact() && scans.size() <= 1;
    }

    @Override
    public String toString() {
        return tree(scan -> "");
    }

    /**
     * The text with a remark behind each list that is asked for.
     *
     * @param remark what to say of it; a line of its own starts with a line break and a bar
     * @return the tree
     */
    public String tree(Function<TaskScan, String> remark) {
        StringBuilder tree = new StringBuilder("query ").append(query);
        if (scans.isEmpty()) {
            return tree.append("\n`- asks nothing: no task can match").toString();
        }
        for (TaskScan scan : scans) {
            tree.append("\n|- asks for ").append(scan).append(remark.apply(scan));
        }
        tree.append("\n|- checks here ").append(isExact() ? "nothing" : residual);
        tree.append("\n|- counts by ").append(isExact() ? "the totals of the service" : "reading it all");
        tree.append("\n|- cuts pages by ").append(isOneExactList() ? "the offsets of the service" : "reading it all");
        return tree.append(
                        "\n`- waits by reading it all again, with others that are due in one list around all if that takes fewer calls")
                .toString();
    }
}
