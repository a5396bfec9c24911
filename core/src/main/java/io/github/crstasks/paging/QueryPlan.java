package io.github.crstasks.paging;

import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The plan by which a client answers a query: the lists that it requests, and the conditions that it checks itself.
 * {@link #toString()} prints it as a tree.
 *
 * <p>Immutable, and safe for use by any number of threads if the predicates in the query are.
 *
 * @param query the query as it was written; its relative times are absolute in the lists and the residual
 * @param lists pairwise disjoint lists that together contain every task of the query; empty if no task can match, and then
 *     nothing is sent
 * @param residual the part of the query that the service does not answer; {@code all()} if nothing is left
 * @param unlisted tasks that the query selects by a status or type that this version of the API does not have, for which
 *     nothing is sent; usually empty
 */
public record QueryPlan(TaskQuery query, List<ListPlan> lists, TaskQuery residual, List<TaskScan> unlisted) {
    /**
     * Copies the lists.
     *
     * @param query the query
     * @param lists the lists to request
     * @param residual the part of the query that the service does not answer
     * @param unlisted tasks that the query selects and this version of the API does not have
     */
    public QueryPlan {
        lists = List.copyOf(lists);
        unlisted = List.copyOf(unlisted);
    }

    /**
     * One list of the plan.
     *
     * @param scan the filters of the list
     * @param parameters the request parameters of its first page, as raw values by name
     * @param strategy {@link Paging.Strategy#OFFSET} or {@link Paging.Strategy#KEYSET}
     * @param reason why it is paged by that strategy
     */
    public record ListPlan(
            TaskScan scan, SortedMap<String, String> parameters, Paging.Strategy strategy, String reason) {
        /**
         * Copies the parameters.
         *
         * @param scan the filters of the list
         * @param parameters the request parameters of its first page
         * @param strategy how it is paged
         * @param reason why
         */
        public ListPlan {
            parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        }

        @Override
        public String toString() {
            return "ListPlan[" + scan + ", paged by " + strategy + ": " + reason + "]";
        }
    }

    /**
     * Returns whether the service answers the whole query.
     *
     * @return true if nothing is left to check on the client
     */
    public boolean isExact() {
        return residual.equals(TaskQuery.all());
    }

    @Override
    public String toString() {
        StringBuilder tree = new StringBuilder("query ").append(query);
        for (TaskScan scan : unlisted) {
            tree.append("\n|- not listed by this version of the API: ").append(scan);
            tree.append("; another protocol(...) may list them");
        }
        if (lists.isEmpty()) {
            return tree.append("\n`- sends nothing: no task can match").toString();
        }
        boolean isPagedByService = isExact() && lists.size() == 1;
        for (ListPlan list : lists) {
            tree.append("\n|- list ").append(list.scan());
            tree.append("\n|  parameters ").append(Excerpt.of(list.parameters().toString()));
            tree.append("\n|  paged by ").append(list.strategy()).append(": ").append(list.reason());
        }
        tree.append("\n|- checked on the client: ").append(isExact() ? "nothing" : residual);
        tree.append("\n|- count: ").append(isExact() ? "total of the service" : "reads the whole list");
        tree.append("\n|- page: ").append(isPagedByService ? "offset of the service" : "reads the whole list");
        tree.append("\n`- wait: reads the whole list, batched with other waits where that takes fewer calls");
        return tree.toString();
    }
}
