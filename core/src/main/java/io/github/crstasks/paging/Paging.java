package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskScan;
import java.util.Objects;

/**
 * How lists are read.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param strategy how pages are asked for
 * @param pagesInFlight how many pages of a traversal may be on their way at a time, 1..2147483647; with 1 no page is
 *     asked for before the task in front of it was taken
 * @param pageSize how many rows to ask for at a time, 1..2147483647, or as many as the service can be asked for; it may
 *     send fewer
 */
public record Paging(PagingStrategy strategy, int pagesInFlight, int pageSize) {
    private static final Paging STANDARD = new Paging(PagingStrategy.AUTO, 4, 100);

    /**
     * Checks the ranges.
     *
     * @param strategy how pages are asked for
     * @param pagesInFlight how many pages of a traversal may be on their way at a time
     * @param pageSize how many rows to ask for at a time
     * @throws IllegalArgumentException if a number is less than 1
     */
    public Paging {
        Objects.requireNonNull(strategy, "strategy");
        Invalid.unless(pagesInFlight >= 1, "pagesInFlight", pagesInFlight, "1.." + Integer.MAX_VALUE);
        Invalid.unless(pageSize >= 1, "pageSize", pageSize, "1.." + Integer.MAX_VALUE);
    }

    /**
     * What is done unless something else is said.
     *
     * @return {@link PagingStrategy#AUTO}, 4 pages in flight, 100 rows a page
     */
    public static Paging standard() {
        return STANDARD;
    }

    /**
     * The same by another strategy.
     *
     * @param chosen how pages are asked for
     * @return the changed copy
     */
    public Paging by(PagingStrategy chosen) {
        return new Paging(chosen, pagesInFlight, pageSize);
    }

    /**
     * The same with more or fewer pages in flight.
     *
     * @param pages how many pages of a traversal may be on their way at a time, 1..2147483647
     * @return the changed copy
     */
    public Paging inFlight(int pages) {
        return new Paging(strategy, pages, pageSize);
    }

    /**
     * The same with larger or smaller pages.
     *
     * @param rows how many rows to ask for at a time, 1..2147483647
     * @return the changed copy
     */
    public Paging withPageSize(int rows) {
        return new Paging(strategy, pagesInFlight, rows);
    }

    /**
     * How a plan is read this way.
     *
     * @param plan what to ask the service for
     * @return the same with a strategy for each scan
     */
    public TraversalPlan plan(QueryPlan plan) {
        return new TraversalPlan(plan, plan.scans().stream().map(this::choose).toList(), this);
    }

    private TraversalPlan.Choice choose(TaskScan scan) {
        return switch (strategy) {
            case OFFSET -> new TraversalPlan.Choice(PagingStrategy.OFFSET, "as configured");
            case KEYSET -> new TraversalPlan.Choice(PagingStrategy.KEYSET, "as configured");
            case AUTO -> chooseFor(scan);
        };
    }

    private static TraversalPlan.Choice chooseFor(TaskScan scan) {
        if (scan.filtersStatus()) {
            return new TraversalPlan.Choice(PagingStrategy.KEYSET, "a task leaves the list when its status changes");
        }
        if (scan.instanceName().isDefined()) {
            return new TraversalPlan.Choice(PagingStrategy.KEYSET, "tasks come and go when an instance is renamed");
        }
        return new TraversalPlan.Choice(
                PagingStrategy.OFFSET, "neither status nor name is asked for, so that tasks keep their places");
    }
}
