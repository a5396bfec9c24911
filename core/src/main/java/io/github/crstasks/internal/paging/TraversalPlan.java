package io.github.crstasks.internal.paging;

import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskScan;
import java.util.List;

/**
 * A plan with the strategy of each list.
 *
 * @param scans the lists, and what to check on the client
 * @param choices the strategy of each list, in the order of the scans
 * @param paging pages in flight and page size
 */
public record TraversalPlan(ScanPlan scans, List<Choice> choices, Paging paging) {
    /**
     * A strategy with its reason.
     *
     * @param strategy {@link Paging.Strategy#OFFSET} or {@link Paging.Strategy#KEYSET}
     * @param reason why, in words
     */
    public record Choice(Paging.Strategy strategy, String reason) {}

    /** Chooses a strategy for each list. */
    public static TraversalPlan of(ScanPlan scans, Paging paging) {
        List<Choice> choices =
                scans.scans().stream().map(scan -> choose(scan, paging)).toList();
        return new TraversalPlan(scans, choices, paging);
    }

    private static Choice choose(TaskScan scan, Paging paging) {
        return paging.strategy() == Paging.Strategy.KEYSET
                ? new Choice(Paging.Strategy.KEYSET, "as configured")
                : choose(scan);
    }

    private static Choice choose(TaskScan scan) {
        if (scan.hasStatusFilter()) {
            return new Choice(Paging.Strategy.KEYSET, "a task leaves the list when its status changes");
        }
        if (scan.instanceName().isDefined()) {
            return new Choice(Paging.Strategy.KEYSET, "tasks join and leave the list when an instance is renamed");
        }
        return new Choice(
                Paging.Strategy.OFFSET, "tasks keep their offsets, because it filters by neither status nor name");
    }
}
