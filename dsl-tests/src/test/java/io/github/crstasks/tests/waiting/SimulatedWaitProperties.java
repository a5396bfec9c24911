package io.github.crstasks.tests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.waiting.TaskWaiter;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.QueryArbitraries;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.support.TaskFixtures;
import io.github.crstasks.tests.support.VirtualTimeScheduler;
import io.github.crstasks.tests.waiting.SimulatedTaskLists.Reply;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Waits end as the model predicts, whatever tasks and polls do. Runs in virtual time without a network. */
class SimulatedWaitProperties {
    @Provide
    Arbitrary<List<TaskTimeline>> timelines() {
        return TaskTimeline.timelines(4);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(
                QueryArbitraries.filterableConditions(),
                Arbitraries.just(new QuerySample(TaskQuery.all(), task -> true)));
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        Arbitrary<Option<TaskError>> errors = Arbitraries.frequency(
                Tuple.of(20, Option.none()),
                Tuple.of(5, Option.some(WaitModel.TRANSIENT)),
                Tuple.of(1, Option.some(WaitModel.PERMANENT)),
                Tuple.of(1, Option.some(WaitModel.CLOSING)));
        return Combinators.combine(Arbitraries.integers().between(0, 3_000), errors)
                .as(Reply::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<WaitOptions> options() {
        Arbitrary<Duration> limits = Arbitraries.integers().between(1, 60_000).map(Duration::ofMillis);
        Arbitrary<Duration> delays = Arbitraries.integers().between(500, 5_000).map(Duration::ofMillis);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        limits,
                        limits,
                        delays,
                        Arbitraries.of(1.0, 1.5, 2.0),
                        delays)
                .as((expected, total, appearing, first, factor, more) -> WaitOptions.defaults()
                        .withExpectedCount(expected)
                        .withTimeout(total)
                        .withAppearTimeout(appearing)
                        .withPollSchedule(PollSchedule.builder()
                                .initialInterval(first)
                                .multiplier(factor)
                                .maxInterval(first.plus(more))
                                .jitter(0)
                                .build()));
    }

    @Property(tries = 1000)
    void waitEndsWithTheOutcomeAndThePollsOfTheModel(
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll("replies") List<Reply> replies,
            @ForAll("queries") QuerySample sample,
            @ForAll("options") WaitOptions options) {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), replies);
        Assume.that(!lists.plan(sample.query()).scans().isEmpty());
        List<WaitProgress> progress = new ArrayList<>();

        CompletableFuture<WaitOutcome> outcome = new TaskWaiter(
                        lists, new NoDetails(), time, () -> 0, new CloseRegistry())
                .awaitAsync(sample.query(), options, progress::add);
        while (!outcome.isDone()) {
            assertThat(time.advance()).isTrue();
        }

        WaitModel model = new WaitModel(now -> TaskTimeline.listAt(now, timelines), replies, sample, options);
        assertThat(outcome.join()).isEqualTo(model.outcome());
        assertThat(lists.reads()).isEqualTo(model.polls());
        assertThat(progress).hasSize(model.pollsWithSuccessor());
        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
    }

    @Property(tries = 300)
    void waitsThatShareAPollReceiveOnlyTheirOwnTasks(
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll @Size(min = 2, max = 5) List<@From("queries") QuerySample> samples) {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), List.of());
        CloseRegistry closing = new CloseRegistry();
        TaskWaiter waits = new TaskWaiter(lists, new NoDetails(), time, () -> 0, closing);

        List<CompletableFuture<WaitOutcome>> outcomes = samples.stream()
                .map(sample -> waits.awaitAsync(sample.query(), WaitOptions.defaults(), progress -> {}))
                .toList();
        while (!outcomes.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(time.advance()).isTrue();
        }

        for (int i = 0; i < samples.size(); i++) {
            WaitOutcome outcome = outcomes.get(i).join();
            if (outcome instanceof WaitOutcome.Completed) {
                assertThat(outcome.tasks())
                        .isEqualTo(TaskTimeline.listAt(outcome.elapsed(), timelines).stream()
                                .filter(samples.get(i).meaning())
                                .toList());
            }
        }
    }

    /** The ways of ending waits early. */
    enum EarlyEnd {
        CANCEL_FUTURES,
        CLOSE
    }

    @Property(tries = 200)
    void cancellingOrClosingAtAnyStepEndsAllDelaysAndReads(
            @ForAll("timelines") List<TaskTimeline> timelines,
            @ForAll("replies") List<Reply> replies,
            @ForAll("options") WaitOptions options,
            @ForAll @IntRange(max = 40) int steps,
            @ForAll EarlyEnd end) {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> TaskTimeline.listAt(now, timelines), replies);
        CloseRegistry closing = new CloseRegistry();
        TaskWaiter waits = new TaskWaiter(lists, new NoDetails(), time, () -> 0, closing);
        List<CompletableFuture<WaitOutcome>> outcomes = new ArrayList<>();
        for (String instance : List.of("crs-izbob1wh", "crs-2", "crs-3", "crs-3")) {
            outcomes.add(waits.awaitAsync(TaskQuery.instanceId(instance), options, progress -> {}));
        }
        for (int i = 0; i < steps; i++) {
            time.advance();
        }
        List<Boolean> running =
                outcomes.stream().map(outcome -> !outcome.isDone()).toList();

        if (end == EarlyEnd.CLOSE) {
            closing.close();
        } else {
            outcomes.forEach(outcome -> outcome.cancel(true));
        }

        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
        assertThat(outcomes).allMatch(CompletableFuture::isDone);
        if (end == EarlyEnd.CLOSE) {
            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(outcomes.get(i).join() instanceof WaitOutcome.Cancelled || !running.get(i))
                        .isTrue();
            }
        }
        int reads = lists.reads();
        assertThat(time.advance()).isFalse();
        assertThat(lists.reads()).isEqualTo(reads);
    }

    /** Returns a list with one running task of each instance, all of which end at the same time, before older tasks. */
    private static List<Task> history(Duration now, int length, int instances, Duration end) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            tasks.add(backup("crs-" + i, 1_000_000, now.compareTo(end) < 0 ? 1 : 2));
        }
        for (int i = length; i > 0; i--) {
            tasks.add(backup("crs-old", i, 2));
        }
        return tasks;
    }

    private static Task backup(String instance, int second, int code) {
        return TaskFixtures.backup(instance, Instant.ofEpochSecond(1_480_000_000L + second), code);
    }

    private static int callsOfWaits(int waits, int length, Duration end) {
        VirtualTimeScheduler time = new VirtualTimeScheduler();
        SimulatedTaskLists lists = new SimulatedTaskLists(time, now -> history(now, length, 10, end), List.of());
        CloseRegistry closing = new CloseRegistry();
        TaskWaiter client = new TaskWaiter(lists, new NoDetails(), time, () -> 0, closing);
        List<CompletableFuture<WaitOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < waits; i++) {
            outcomes.add(client.awaitAsync(
                    TaskQuery.instanceId("crs-" + i),
                    WaitOptions.defaults()
                            .withPollSchedule(PollSchedule.defaults().withJitter(0)),
                    progress -> {}));
        }
        while (!outcomes.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(time.advance()).isTrue();
        }
        assertThat(outcomes)
                .allMatch(outcome -> outcome.join() instanceof WaitOutcome.Completed done && done.allSucceeded());
        assertThat(time.pending()).isZero();
        return lists.calls();
    }

    @Example
    void tenWaitsOnAShortListTakeTheCallsOfOneWait() {
        Duration end = Duration.ofMinutes(10);

        assertThat(callsOfWaits(10, 0, end)).isEqualTo(callsOfWaits(1, 0, end)).isBetween(20, 40);
    }

    @Property(tries = 20)
    void sharedPollsTakeAtMostOneCallPerWaitMoreThanSeparatePolls(
            @ForAll @IntRange(min = 1, max = 10) int waits,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(max = 900) int seconds) {
        Duration end = Duration.ofSeconds(seconds);

        assertThat(callsOfWaits(waits, length, end)).isLessThan(waits * (callsOfWaits(1, length, end) + 1));
    }
}
