package io.github.crstasks.tests.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskException;
import io.github.crstasks.task.Task;
import io.github.crstasks.tests.support.QueueSubscriber;
import io.github.crstasks.tests.support.TaskKey;
import io.github.crstasks.waiting.TaskChange;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;

/** Applies the changes that a watch reports, and checks that each of them follows from those before it. */
final class ChangeReplay {
    private final QueueSubscriber<TaskChange> subscriber;
    private final Map<TaskKey, List<Integer>> statuses = new HashMap<>();
    private Option<TaskChange> last = Option.none();
    private long demand;
    private int changes;

    ChangeReplay(Flow.Publisher<TaskChange> watch) {
        subscriber = QueueSubscriber.withoutDemand(watch);
    }

    void request(long number) {
        demand = demand + number < 0 ? Long.MAX_VALUE : demand + number;
        subscriber.request(number);
    }

    void cancel() {
        subscriber.close();
    }

    boolean isTerminated() {
        return subscriber.isTerminated();
    }

    /** Returns how many changes have been reported. */
    int changes() throws InterruptedException {
        applyReported();
        return changes;
    }

    TaskChange lastChange() throws InterruptedException {
        applyReported();
        return last.get();
    }

    /** Returns the status codes of all tasks with each key. */
    Map<TaskKey, List<Integer>> statuses() throws InterruptedException {
        applyReported();
        return statuses.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** Asserts that the changes lead to a list, unless the watch has more to report than was requested. */
    void assertUpToDate(List<Task> list, Duration time) throws InterruptedException {
        Map<TaskKey, List<Integer>> actual = statuses();
        if (demand > 0) {
            Map<TaskKey, List<Integer>> expected = list.stream()
                    .collect(Collectors.groupingBy(
                            TaskKey::of, Collectors.mapping(ChangeReplay::statusCode, Collectors.toList())));
            assertThat(sorted(actual)).as("at %s", time).isEqualTo(sorted(expected));
        }
    }

    private static Map<TaskKey, List<Integer>> sorted(Map<TaskKey, List<Integer>> statuses) {
        return statuses.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream().sorted().toList()));
    }

    private static int statusCode(Task task) {
        return task.statusCode().get().intValue();
    }

    private void applyReported() throws InterruptedException {
        try {
            Option<Option<TaskChange>> next = subscriber.poll(Duration.ZERO);
            while (next.isDefined()) {
                apply(next.get().getOrElseThrow(() -> new AssertionError("a watch never completes")));
                next = subscriber.poll(Duration.ZERO);
            }
        } catch (TaskException end) {
            // The watch has failed, which isTerminated() shows.
        }
    }

    private void apply(TaskChange change) {
        demand--;
        changes++;
        last = Option.some(change);
        Task task = change.task();
        List<Integer> twins = statuses.computeIfAbsent(TaskKey.of(task), key -> new ArrayList<>());
        if (change instanceof TaskChange.StatusChanged changed) {
            assertThat(changed.before().statusCode()).isNotEqualTo(task.statusCode());
            assertThat(TaskKey.of(changed.before())).isEqualTo(TaskKey.of(task));
            assertThat(twins.remove((Integer) statusCode(changed.before()))).isTrue();
        }
        if (change instanceof TaskChange.Vanished) {
            assertThat(twins.remove((Integer) statusCode(task))).isTrue();
        } else {
            twins.add(statusCode(task));
        }
    }
}
