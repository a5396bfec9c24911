package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.SimulatedLists.Reply;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.Waits;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What a watch tells of a list that changes, to a subscriber that asks when it likes; in a time of their own. */
class WatchProperties {
    @Provide
    Arbitrary<List<Life>> lives() {
        return Life.lives(12);
    }

    @Provide
    Arbitrary<List<Reply>> replies() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3_000),
                        Arbitraries.frequency(
                                Tuple.of(5, Option.<TaskError>none()), Tuple.of(1, Option.some(WaitByHand.LATER))))
                .as(Reply::new)
                .list()
                .ofMaxSize(40);
    }

    /** How many changes are asked for at each step. */
    @Provide
    Arbitrary<List<Integer>> demands() {
        return Arbitraries.of(0, 0, 0, 1, 1, 2, 5).list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 500)
    void what_is_told_adds_up_to_what_the_list_shows_and_nothing_is_told_twice(
            @ForAll("lives") List<Life> lives,
            @ForAll("replies") List<Reply> replies,
            @ForAll("demands") List<Integer> demands) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), replies);
        Told told = new Told();
        new Waits(lists, time).watch(TaskQuery.all(), Polling.standard()).subscribe(told);
        assertThat(time.advance())
                .as("nothing is sent before the first request")
                .isFalse();

        for (int demand : demands) {
            told.request(demand);
            time.advance();
            told.assertUpToDate(lists.shown(), time);
        }
        told.request(Long.MAX_VALUE);
        for (int step = 0; step < 20; step++) {
            Map<List<Object>, List<Integer>> before = told.statuses();
            int changesBefore = told.changes;
            time.advance();
            told.assertUpToDate(lists.shown(), time);
            assertThat(told.changes - changesBefore).isEqualTo(leastChanges(before, told.statuses()));
        }
    }

    /** A task alike for each: of those in another status as many changed as there are on the shorter side. */
    private static int leastChanges(Map<List<Object>, List<Integer>> before, Map<List<Object>, List<Integer>> after) {
        Map<List<Object>, List<Integer>> all = new HashMap<>(before);
        all.putAll(after);
        return all.keySet().stream()
                .mapToInt(key -> {
                    List<Integer> gone = new ArrayList<>(before.getOrDefault(key, List.of()));
                    List<Integer> come = new ArrayList<>(after.getOrDefault(key, List.of()));
                    before.getOrDefault(key, List.of()).forEach(come::remove);
                    after.getOrDefault(key, List.of()).forEach(gone::remove);
                    return Math.max(gone.size(), come.size());
                })
                .sum();
    }

    @Property(tries = 200)
    void cancelling_or_closing_at_any_step_leaves_no_alarm_and_no_call_and_tells_nothing_more(
            @ForAll("lives") List<Life> lives,
            @ForAll("replies") List<Reply> replies,
            @ForAll @IntRange(max = 40) int steps,
            @ForAll boolean closing) {
        SimulatedTime time = new SimulatedTime();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), replies);
        Waits waits = new Waits(lists, time);
        Told told = new Told();
        waits.watch(TaskQuery.all(), Polling.standard()).subscribe(told);
        told.request(Long.MAX_VALUE);
        for (int i = 0; i < steps; i++) {
            time.advance();
        }
        int changes = told.changes;

        if (closing) {
            waits.close();
        } else {
            told.subscription.join().cancel();
        }
        told.request(1);

        assertThat(time.pending()).isZero();
        assertThat(lists.isIdle()).isTrue();
        assertThat(told.changes).isEqualTo(changes);
        assertThat(told.ended.isDone()).isEqualTo(closing);
    }

    @Example
    void a_subscriber_that_takes_its_time_is_told_what_has_become_of_a_task_and_not_each_step() {
        SimulatedTime time = new SimulatedTime();
        List<Life> lives = TaskArbitraries.tasks().list().uniqueElements(Task::typeName).ofSize(2).sample().stream()
                .map(task -> new Life(task, 0, 10_000, 10_000, 2, 10_000_000))
                .toList();
        SimulatedLists lists = new SimulatedLists(time, now -> Life.at(now, lives), List.of());
        Told told = new Told();
        new Waits(lists, time).watch(TaskQuery.all(), Polling.standard()).subscribe(told);

        told.request(1);
        poll(time);
        assertThat(time.pending()).as("no polls without demand").isZero();
        assertThat(told.last.task().statusCode()).contains(0);
        var passing = time.after(Duration.ofSeconds(60));
        time.advance();
        assertThat(passing).isDone();
        told.request(2);
        poll(time);

        assertThat(told.changes).isEqualTo(3);
        assertThat(told.statuses().values()).containsOnly(List.of(2));
        assertThat(lists.readings()).isEqualTo(2);
    }

    /** Lets a poll begin and end. */
    private static void poll(SimulatedTime time) {
        assertThat(time.advance()).isTrue();
        assertThat(time.advance()).isTrue();
    }

    /** Adds up what it is told, and checks that each change follows from those before. */
    private static final class Told implements Flow.Subscriber<TaskChange> {
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
        private final Map<List<Object>, List<Integer>> statuses = new HashMap<>();
        private long demand;
        private int changes;
        private TaskChange last =
                new TaskChange.Vanished(TaskArbitraries.tasks().sample());

        void request(long number) {
            if (number > 0) {
                demand = demand + number < 0 ? Long.MAX_VALUE : demand + number;
                subscription.join().request(number);
            }
        }

        Map<List<Object>, List<Integer>> statuses() {
            return statuses.entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty())
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        }

        /** Once it has been told less than it asked for it knows all there is. */
        void assertUpToDate(List<Task> shown, SimulatedTime time) {
            if (demand > 0) {
                Map<List<Object>, List<Integer>> expected = shown.stream()
                        .collect(Collectors.groupingBy(
                                MovingListProperties::key, Collectors.mapping(Told::status, Collectors.toList())));
                Map<List<Object>, List<Integer>> known = statuses();
                assertThat(sorted(known)).as("at %s", time.sinceTheStart()).isEqualTo(sorted(expected));
            }
        }

        private static Map<List<Object>, List<Integer>> sorted(Map<List<Object>, List<Integer>> statuses) {
            return statuses.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> entry.getValue().stream().sorted().toList()));
        }

        private static int status(Task task) {
            return task.statusCode().get();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(TaskChange change) {
            demand--;
            changes++;
            last = change;
            Task task = change.task();
            List<Integer> alike = statuses.computeIfAbsent(MovingListProperties.key(task), key -> new ArrayList<>());
            if (change instanceof TaskChange.StatusChanged changed) {
                assertThat(changed.before().statusCode()).isNotEqualTo(task.statusCode());
                assertThat(MovingListProperties.key(changed.before())).isEqualTo(MovingListProperties.key(task));
                assertThat(alike.remove((Integer) status(changed.before()))).isTrue();
            }
            if (change instanceof TaskChange.Vanished) {
                assertThat(alike.remove((Integer) status(task))).isTrue();
            } else {
                alike.add(status(task));
            }
        }

        @Override
        public void onError(Throwable thrown) {
            ended.complete(thrown);
        }

        @Override
        public void onComplete() {
            ended.complete(new AssertionError("a watch never completes"));
        }
    }
}
