package io.github.crstasks.paging;

import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskScan;
import java.util.List;

/**
 * What the service will be asked for, and in what manner its pages will be read. Its text is a tree for a person to
 * read.
 *
 * <p>Immutable, and safe for use by any number of threads if the lambdas in the query are.
 *
 * @param query how the query becomes lists, and what is left to check
 * @param choices how each list is read, in the order of the plan's scans
 * @param paging what was asked for
 */
public record TraversalPlan(QueryPlan query, List<Choice> choices, Paging paging) {
    /**
     * Keeps a copy of the list.
     *
     * @param query how the query becomes lists
     * @param choices how each list is read
     * @param paging what was asked for
     */
    public TraversalPlan {
        choices = List.copyOf(choices);
    }

    /**
     * How one list is read, and why.
     *
     * @param strategy {@link PagingStrategy#OFFSET} or {@link PagingStrategy#KEYSET}
     * @param reason why, in words
     */
    public record Choice(PagingStrategy strategy, String reason) {
        @Override
        public String toString() {
            return strategy + ", " + reason;
        }
    }

    /**
     * The lists that the service is asked for.
     *
     * @return the scans of the query's plan
     */
    public List<TaskScan> scans() {
        return query.scans();
    }

    /**
     * Whether the service's own answer is the answer.
     *
     * @return true if nothing is left to check
     */
    public boolean isExact() {
        return query.isExact();
    }

    @Override
    public String toString() {
        return query.tree(scan -> "\n|  pages by " + choices.get(scans().indexOf(scan)));
    }
}
