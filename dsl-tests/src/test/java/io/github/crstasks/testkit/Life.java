package io.github.crstasks.testkit;

import io.github.crstasks.task.Task;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A task through its life, in milliseconds since the start.
 *
 * @param like the task, but for its status
 * @param appears when it is listed, pending
 * @param runs how long afterwards it runs
 * @param ends how long after that it ends
 * @param end the status that it ends in, or one that nobody knows
 * @param vanishes how long after that it is forgotten
 */
record Life(Task like, int appears, int runs, int ends, int end, int vanishes) {
    static Arbitrary<List<Life>> lives(int most) {
        Arbitrary<Integer> times = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.integers().between(0, 20_000)), Tuple.of(1, Arbitraries.just(10_000_000)));
        return Combinators.combine(
                        TaskArbitraries.tasks(),
                        times,
                        times,
                        times,
                        Arbitraries.of(2, 2, 3, -1, 42),
                        Arbitraries.of(10_000_000, 10_000_000, 5_000))
                .as(Life::new)
                .list()
                .ofMaxSize(most);
    }

    static List<Task> at(Duration time, List<Life> lives) {
        return lives.stream()
                .filter(life -> life.isListed(time.toMillis()))
                .map(life -> life.at(time.toMillis()))
                .sorted((one, other) -> other.submittedAt().compareTo(one.submittedAt()))
                .toList();
    }

    private boolean isListed(long time) {
        return time >= appears && time < appears + (long) runs + ends + vanishes;
    }

    private Task at(long time) {
        int code = time < appears + (long) runs ? 0 : time < appears + (long) runs + ends ? 1 : end;
        Task.Builder task = Task.builder();
        return task.from(like)
                .status(TaskArbitraries.status(code))
                .statusCode(code)
                .build();
    }
}
