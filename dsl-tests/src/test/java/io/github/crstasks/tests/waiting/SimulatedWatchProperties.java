package io.github.crstasks.tests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.waiting.TaskWaiter;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.TaskKey;
import io.github.crstasks.tests.support.VirtualTimeScheduler;
import io.github.crstasks.tests.waiting.SimulatedTaskLists.Reply;
import io.github.crstasks.waiting.PollSchedule;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * The changes that a watch reports add up to the list, whenever a subscriber requests them. Runs in virtual time without a
 * network.
 */
class SimulatedWatchProperties {
    @Provide
    Arbitrary<List<TaskTimeline>> timelines() {
        return TaskTimeline.timelines(12);
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3_000),
                        Arbitraries.frequency(
                                Tuple.of(5, Option.<TaskError>none()), Tuple.of(1, Option.some(WaitModel.TRANSIENT))))
                .as(Reply::new)
                .list()
                .ofMaxSize(40);
    }

    /** The number of changes to request at each step. */
    @Provide
    Arbitrary<List<Integer>> demands() {
        return Arbitraries.of(0, 0, 0, 1, 1, 2, 5).list().ofMinSize(1).ofMaxSize(40);
    }

    private static ChangeReplay replay(TaskWaiter waits) {
        return new ChangeReplay(waits.watch(TaskQuery.all(), PollSchedule.defaults()));
    }

    @Property(tries = 500)
    void reportedChangesAddUpToTheListAndNoneIsReportedTwice(
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll("replies") List<Reply> replies,
            @ForAll("demands") List<Integer> demands)
            throws InterruptedException {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), replies);
        ChangeReplay replay = replay(new TaskWaiter(lists, new NoDetails(), time, () -> 0, new CloseRegistry()));
        assertThat(time.advance())
                .as("nothing is sent before the first request")
                .isFalse();

        for (int demand : demands) {
            replay.request(demand);
            time.advance();
            replay.assertUpToDate(lists.lastRead(), time.elapsed());
        }
        replay.request(Long.MAX_VALUE);
        for (int step = 0; step < 20; step++) {
            Map<TaskKey, List<Integer>> before = replay.statuses();
            int changesBefore = replay.changes();
            time.advance();
            replay.assertUpToDate(lists.lastRead(), time.elapsed());
            assertThat(replay.changes() - changesBefore).isEqualTo(minChanges(before, replay.statuses()));
        }
    }

    /** Returns how many changes lead from one list to another: a removed and an added twin together are one change. */
    private static int minChanges(Map<TaskKey, List<Integer>> before, Map<TaskKey, List<Integer>> after) {
        Map<TaskKey, List<Integer>> all = new HashMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .mapToInt(key -> {
                    List<Integer> removed = new ArrayList<>(before.getOrDefault(key, List.of()));
                    List<Integer> added = new ArrayList<>(after.getOrDefault(key, List.of()));
                    before.getOrDefault(key, List.of()).forEach(added::remove);
                    after.getOrDefault(key, List.of()).forEach(removed::remove);
                    return Math.max(removed.size(), added.size());
                })
                .sum();
    }

    @Property(tries = 200)
    void cancellingOrClosingAtAnyStepEndsAllDelaysAndReadsAndReportsNothingMore(
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll("replies") List<Reply> replies,
            @ForAll @IntRange(max = 40) int steps,
            @ForAll boolean isClosed)
            throws InterruptedException {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), replies);
        CloseRegistry closing = new CloseRegistry();
        TaskWaiter waits = new TaskWaiter(lists, new NoDetails(), time, () -> 0, closing);
        ChangeReplay replay = replay(waits);
        replay.request(Long.MAX_VALUE);
        for (int i = 0; i < steps; i++) {
            time.advance();
        }
        int changes = replay.changes();

        if (isClosed) {
            closing.close();
        } else {
            replay.cancel();
        }
        replay.request(1);

        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
        assertThat(replay.isTerminated()).isEqualTo(isClosed);
        assertThat(replay.changes()).isEqualTo(changes);
    }

    @Example
    void slowSubscriberReceivesTheLastStatusInsteadOfEachStep() throws InterruptedException {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        List<TaskTimeline> timelines =
                TaskArbitraries.tasks().list().uniqueElements(Task::typeName).ofSize(2).sample().stream()
                        .map(task -> new TaskTimeline(task, 0, 10_000, 10_000, 2, 10_000_000))
                        .toList();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), List.of());
        ChangeReplay replay = replay(new TaskWaiter(lists, new NoDetails(), time, () -> 0, new CloseRegistry()));

        replay.request(1);
        poll(time);
        assertThat(time.pending()).as("no polls without demand").isZero();
        assertThat(replay.lastChange().task().statusCode()).contains(0L);
        var passing = time.after(Duration.ofSeconds(60));
        time.advance();
        assertThat(passing).isDone();
        replay.request(2);
        poll(time);

        assertThat(replay.changes()).isEqualTo(3);
        assertThat(replay.statuses().values()).containsOnly(List.of(2));
        assertThat(lists.reads()).isEqualTo(2);
    }

    /** Lets a poll start and end. */
    private static void poll(VirtualTimeScheduler time) {
        assertThat(time.advance()).isTrue();
        assertThat(time.advance()).isTrue();
    }
}
