package io.github.crstasks.testkit;

import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All there is to one run but the reader.
 *
 * @param api the service that the simulated one is like
 * @param submitted the tasks at the start
 * @param twins whether tasks alike may be submitted
 * @param choices what happens when
 */
record World(
        Api api,
        List<Task> submitted,
        boolean twins,
        QuerySample sample,
        Paging paging,
        int cap,
        Set<SimulatedService.Quirk> quirks,
        Choices choices) {
    /** How a run went. */
    record Run(List<String> faults, List<Task> taken, List<TraversalEvent> events, boolean aSecondFillsAPage) {}

    QueryPlan plan() {
        return sample.query().plan(api.protocol().pushdown());
    }

    /** The tasks and pages of another API. */
    World over(Api other) {
        List<Task> sent = IntStream.range(0, submitted.size())
                .mapToObj(place -> other.sent(submitted.get(place), place))
                .toList();
        return new World(
                other, sent, twins, sample, paging, Math.max(cap, other.smallestJoinablePage()), quirks, choices);
    }

    /** The same, but nothing happens beside the reading. */
    World atRest() {
        return new World(api, submitted, twins, sample, paging, cap, quirks, new Choices(new byte[0]));
    }

    World withCap(int rows) {
        return new World(api, submitted, twins, sample, paging, rows, quirks, choices);
    }

    Run traversal() {
        List<TraversalEvent> events = new ArrayList<>();
        return run(Machine.of(Traversal.of(paging.plan(plan()), events::add)), events);
    }

    boolean traversalIsWrong() {
        return !traversal().faults().isEmpty();
    }

    boolean naiveLoopIsWrong() {
        return !run(new NaiveLoop(plan(), paging.pageSize()), List.of())
                .faults()
                .isEmpty();
    }

    private Run run(Machine machine, List<TraversalEvent> events) {
        SimulatedService service = new SimulatedService(api, submitted, sample.meaning(), cap, quirks);
        Schedule schedule = new Schedule(machine, service, choices.again(), submitted, paging.pagesInFlight(), twins);
        List<String> faults = schedule.faults();
        return new Run(faults, schedule.taken(), events, service.fullestSecond() >= Math.min(cap, paging.pageSize()));
    }
}
