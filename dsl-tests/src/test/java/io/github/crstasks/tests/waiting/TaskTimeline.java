package io.github.crstasks.tests.waiting;

import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.tests.support.TaskFixtures;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * When a task appears in the list, changes its status and vanishes, in milliseconds.
 *
 * @param template the task, except for its status
 * @param appears when it is listed as pending, since the start of the test
 * @param starts when it starts to run, since its appearance
 * @param ends when it ends, since its start
 * @param finalStatus the API 2.0 code of the status in which it ends, or of an unknown status
 * @param vanishes when it vanishes from the list, since its end
 */
record TaskTimeline(Task template, int appears, int starts, int ends, int finalStatus, int vanishes) {
    static Arbitrary<List<TaskTimeline>> timelines(int maxTasks) {
        Arbitrary<Integer> times = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 20_000)), Tuple.of(1, Arbitraries.just(10_000_000)));
        return Combinators.combine(
                        TaskArbitraries.tasks(),
                        times,
                        times,
                        times,
                        Arbitraries.of(2, 2, 3, -1, 42),
                        Arbitraries.of(10_000_000, 10_000_000, 5_000))
                .as(TaskTimeline::new)
                .list()
                .ofMaxSize(maxTasks);
    }

    /** Returns the list of all tasks at a moment, newest first. */
    static List<Task> listAt(Duration time, List<TaskTimeline> timelines) {
        return timelines.stream()
                .filter(timeline -> timeline.isListedAt(time.toMillis()))
                .map(timeline -> timeline.taskAt(time.toMillis()))
                .sorted((one, other) ->
                        other.submittedAt().get().compareTo(one.submittedAt().get()))
                .toList();
    }

    private boolean isListedAt(long time) {
        return time >= appears && time < appears + (long) starts + ends + vanishes;
    }

    private Task taskAt(long time) {
        int code = time < appears + (long) starts ? 0 : time < appears + (long) starts + ends ? 1 : finalStatus;
        return TaskFixtures.withStatus(template, code);
    }
}
