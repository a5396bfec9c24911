package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.SimulatedLists.Reply;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.github.crstasks.waiting.Waits;
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

/** What becomes of waits, whatever becomes of the tasks and the polls; in a time of their own, without a socket. */
class WaitProperties {
    @Provide
    Arbitrary<List<Life>> lives() {
        return Life.lives(4);
    }

    @Provide
    Arbitrary<QuerySample> queries() {
        return Arbitraries.oneOf(
                QueryArbitraries.leaves(), Arbitraries.just(new QuerySample(TaskQuery.all(), task -> true)));
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        Arbitrary<Option<TaskError>> errors = Arbitraries.frequency(
                Tuple.of(20, Option.none()),
                Tuple.of(5, Option.some(WaitByHand.LATER)),
                Tuple.of(1, Option.some(WaitByHand.NEVER)),
                Tuple.of(1, Option.some(WaitByHand.CLOSED)));
        return Combinators.combine(Arbitraries.integers().between(0, 3_000), errors)
                .as(Reply::new)
                .list()
                .ofMaxSize(40);
    }

    @Provide
    Arbitrary<WaitOptions> options() {
        Arbitrary<Duration> limits = Arbitraries.integers().between(1, 60_000).map(Duration::ofMillis);
        Arbitrary<Duration> pauses = Arbitraries.integers().between(500, 5_000).map(Duration::ofMillis);
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        limits,
                        limits,
                        pauses,
                        Arbitraries.of(1.0, 1.5, 2.0),
                        pauses)
                .as((expected, total, appearing, first, factor, more) -> WaitOptions.standard()
                        .expecting(expected)
                        .within(total)
                        .appearingWithin(appearing)
                        .withPolling(Polling.standard()
                                .withPauses(first, factor, first.plus(more))
                                .withJitter(0)));
    }

    @Property(tries = 1000)
    void every_schedule_of_lives_and_polls_ends_in_the_outcome_that_its_last_poll_calls_for_and_no_call_more(
            @ForAll("lives") List<Life> lives,
            @ForAll("replies") List<Reply> replies,
            @ForAll("queries") QuerySample sample,
            @ForAll("options") WaitOptions options) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), replies);
        Assume.that(!lists.plan(sample.query()).scans().isEmpty());
        List<WaitProgress> told = new ArrayList<>();

        CompletableFuture<WaitOutcome> outcome =
                new Waits(lists, time).awaitAsync(sample.query(), options.withProgress(told::add));
        while (!outcome.isDone()) {
            assertThat(time.advance()).isTrue();
        }

        WaitByHand byHand = new WaitByHand(now -> Life.at(now, lives), replies, sample, options);
        assertThat(outcome.join()).isEqualTo(byHand.outcome());
        assertThat(lists.readings()).isEqualTo(byHand.polls());
        assertThat(told).hasSize(byHand.pollsFollowed());
        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
    }

    @Property(tries = 300)
    void waits_that_share_polls_are_each_told_of_their_own_tasks_alone(
            @ForAll("lives") List<Life> lives,
            @ForAll @Size(min = 2, max = 5) List<@From("queries") QuerySample> samples) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), List.of());
        Waits waits = new Waits(lists, time);

        List<CompletableFuture<WaitOutcome>> outcomes = samples.stream()
                .map(sample -> waits.awaitAsync(sample.query(), WaitOptions.standard()))
                .toList();
        while (!outcomes.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(time.advance()).isTrue();
        }

        for (int i = 0; i < samples.size(); i++) {
            WaitOutcome outcome = outcomes.get(i).join();
            if (outcome instanceof WaitOutcome.Done) {
                assertThat(outcome.tasks())
                        .isEqualTo(Life.at(outcome.elapsed(), lives).stream()
                                .filter(samples.get(i).meaning())
                                .toList());
            }
        }
    }

    /** How somebody gives up. */
    enum GivingUp {
        CANCEL_THE_FUTURES,
        CLOSE
    }

    @Property(tries = 200)
    void giving_up_at_any_step_leaves_no_alarm_and_no_call(
            @ForAll("lives") List<Life> lives,
            @ForAll("replies") List<Reply> replies,
            @ForAll("options") WaitOptions options,
            @ForAll @IntRange(max = 40) int steps,
            @ForAll GivingUp manner) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), replies);
        Waits waits = new Waits(lists, time);
        List<CompletableFuture<WaitOutcome>> outcomes = new ArrayList<>();
        for (String instance : List.of("crs-izbob1wh", "crs-2", "crs-3", "crs-3")) {
            outcomes.add(waits.awaitAsync(TaskQuery.instanceId(instance), options));
        }
        for (int i = 0; i < steps; i++) {
            time.advance();
        }
        List<Boolean> underWay =
                outcomes.stream().map(outcome -> !outcome.isDone()).toList();

        if (manner == GivingUp.CLOSE) {
            waits.close();
        } else {
            outcomes.forEach(outcome -> outcome.cancel(true));
        }

        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
        assertThat(outcomes).allMatch(CompletableFuture::isDone);
        if (manner == GivingUp.CLOSE) {
            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(outcomes.get(i).join() instanceof WaitOutcome.Cancelled || !underWay.get(i))
                        .isTrue();
            }
        }
        int readings = lists.readings();
        assertThat(time.advance()).isFalse();
        assertThat(lists.readings()).isEqualTo(readings);
    }

    /** A history that grows by one running task of each instance, which all end in the end. */
    private static List<Task> history(Duration now, int length, int instances, Duration end) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            tasks.add(task("crs-" + i, 1_000_000, now.compareTo(end) < 0 ? 1 : 2));
        }
        for (int i = length; i > 0; i--) {
            tasks.add(task("crs-old", i, 2));
        }
        return tasks;
    }

    private static Task task(String instance, int second, int code) {
        return Task.builder()
                .submittedAt(Instant.ofEpochSecond(1_480_000_000L + second))
                .type(TaskType.BACKUP_INSTANCE)
                .typeName("backupInstance")
                .status(TaskArbitraries.status(code))
                .statusCode(code)
                .instanceId(instance)
                .build();
    }

    private static int callsOf(int waits, int length, Duration end) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> history(now, length, 10, end), List.of());
        Waits client = new Waits(lists, time);
        List<CompletableFuture<WaitOutcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < waits; i++) {
            outcomes.add(client.awaitAsync(
                    TaskQuery.instanceId("crs-" + i),
                    WaitOptions.standard().withPolling(Polling.standard().withJitter(0))));
        }
        while (!outcomes.stream().allMatch(CompletableFuture::isDone)) {
            assertThat(time.advance()).isTrue();
        }
        assertThat(outcomes)
                .allMatch(outcome -> outcome.join() instanceof WaitOutcome.Done done && done.allSucceeded());
        assertThat(time.pending()).isZero();
        return lists.calls();
    }

    @Example
    void ten_waits_on_ten_instances_of_a_short_list_take_the_calls_of_one() {
        Duration end = Duration.ofMinutes(10);

        assertThat(callsOf(10, 0, end)).isEqualTo(callsOf(1, 0, end)).isBetween(20, 40);
    }

    @Property(tries = 20)
    void waits_together_take_no_more_calls_than_apart_but_for_finding_out(
            @ForAll @IntRange(min = 1, max = 10) int waits,
            @ForAll @IntRange(max = 200) int length,
            @ForAll @IntRange(max = 900) int seconds) {
        Duration end = Duration.ofSeconds(seconds);

        assertThat(callsOf(waits, length, end)).isLessThan(waits * (callsOf(1, length, end) + 1));
    }
}
