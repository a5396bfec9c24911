package io.github.crstasks.tests.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.Traversal;
import io.github.crstasks.internal.paging.TraversalPlan;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.support.ApiVersion;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Everything that determines a simulated run, except the reader.
 *
 * @param api the API version that the simulated service implements
 * @param submitted the tasks at the start
 * @param twins whether tasks with equal keys may be submitted during the run
 * @param cap the maximum number of rows on a page, whatever limit is requested
 * @param decisions decides what happens in which order
 */
record SimulationInput(
        ApiVersion api,
        List<Task> submitted,
        boolean twins,
        QuerySample sample,
        Paging paging,
        int cap,
        Set<SimulatedService.Quirk> quirks,
        DecisionTape decisions) {
    /**
     * The result of a run.
     *
     * @param faults what was lost, repeated or invented by a reader that ended without an error
     * @param calls how many pages the reader requested
     */
    record Run(
            List<String> faults, List<Task> taken, List<TraversalEvent> events, Option<TaskError> failure, int calls) {
        /** Returns whether the reader ended with the error that the list cannot be read. */
        boolean isUnstable() {
            return failure.exists(TaskError.UnstableList.class::isInstance);
        }

        /** Returns whether the reader said that its result may be wrong. */
        boolean isDoubtful() {
            return isUnstable()
                    || events.stream()
                            .anyMatch(event -> event instanceof TraversalEvent.CompletenessAssumed
                                    || event instanceof TraversalEvent.OrderBroken);
        }
    }

    ScanPlan plan() {
        return Planner.plan(sample.query(), api.codec().capabilities());
    }

    /** Returns this input with the tasks and pages of another API version. */
    SimulationInput withApi(ApiVersion other) {
        List<Task> reported = IntStream.range(0, submitted.size())
                .mapToObj(index -> other.asReported(submitted.get(index), index))
                .toList();
        return new SimulationInput(
                other,
                reported,
                twins,
                sample,
                paging,
                Math.max(cap, other.smallestOverlappingPage()),
                quirks,
                decisions);
    }

    /** Returns this input without any change of the list during the run. */
    SimulationInput withoutChanges() {
        return new SimulationInput(api, submitted, twins, sample, paging, cap, quirks, new DecisionTape(new byte[0]));
    }

    SimulationInput withCap(int rows) {
        return new SimulationInput(api, submitted, twins, sample, paging, rows, quirks, decisions);
    }

    Run runTraversal() {
        List<TraversalEvent> events = new ArrayList<>();
        return run(PageSource.of(Traversal.of(TraversalPlan.of(plan(), paging), events::add)), events);
    }

    boolean traversalFails() {
        Run run = runTraversal();
        return run.failure().isDefined() || !run.faults().isEmpty();
    }

    boolean naiveLoopFails() {
        return !run(new NaivePageSource(plan(), paging.pageSize()), List.of())
                .faults()
                .isEmpty();
    }

    private Run run(PageSource source, List<TraversalEvent> events) {
        SimulatedService service = new SimulatedService(api, submitted, sample.meaning(), cap, quirks);
        Interleaving interleaving =
                new Interleaving(source, service, decisions.rewound(), submitted, paging.pagesInFlight(), twins);
        List<String> faults = interleaving.run();
        return new Run(faults, interleaving.taken(), events, source.failure(), interleaving.callCount());
    }
}
