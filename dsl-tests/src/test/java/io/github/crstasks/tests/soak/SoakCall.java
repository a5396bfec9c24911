package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.testkit.QuerySample;
import io.github.crstasks.tests.soak.ChangingTasks.Observation;
import io.github.crstasks.tests.soak.SoakClients.Route;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call of a soak test: its query, its client, its start, and the checks of its result. For use by one thread. */
final class SoakCall {
    /** The time within which every call must end: much longer than all its attempts take. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChangingTasks tasks;
    private final Route route;
    private final QuerySample sample;
    private final EventCounter events;
    private final Random random;
    private final long start;
    private final long doubtsAtStart;

    SoakCall(ChangingTasks tasks, Route route, QuerySample sample, EventCounter events, Random random) {
        this.tasks = tasks;
        this.route = route;
        this.sample = sample;
        this.events = events;
        this.random = random;
        this.start = tasks.now();
        this.doubtsAtStart = route.doubts().count();
    }

    ChangingTasks tasks() {
        return tasks;
    }

    Route route() {
        return route;
    }

    QuerySample sample() {
        return sample;
    }

    Random random() {
        return random;
    }

    EventCounter events() {
        return events;
    }

    /**
     * Returns whether the result must be exact. A list without ids whose order changes can be doubtful; its client then says so,
     * but not for which of the calls of its threads.
     */
    boolean isExact() {
        return !tasks.shape().hasTwins(route.api()) || route.doubts().count() == doubtsAtStart;
    }

    Duration shortDelay() {
        return Duration.ofMillis(random.nextInt(40));
    }

    long demand() {
        return List.of(1L, 7L, Long.MAX_VALUE).get(random.nextInt(3));
    }

    Observation observation() {
        Observation observation = tasks.since(start, route.api());
        events.add("tasks checked", observation.states().size());
        return observation;
    }

    <T> T await(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    <T> Option<T> awaitOrCancel(CompletableFuture<T> future) throws Exception {
        try {
            return Option.some(future.get(shortDelay().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            return future.cancel(true) ? Option.none() : Option.some(future.get());
        }
    }

    /** Checks that the script, an interruption, a hard round or the query explains an error, and returns the error. */
    Option<TaskError> explained(TaskError error) {
        boolean expected = error instanceof TaskError.TimedOut;
        if (error instanceof TaskError.Rejected rejected) {
            expected = ChaosScript.errorCodes(route.api()).contains(rejected.rawCode());
        } else if (error instanceof TaskError.Unreachable unreachable) {
            expected = !unreachable.message().contains("broke off");
        } else if (error instanceof TaskError.Malformed malformed) {
            expected = ChaosScript.MALFORMED_PLACES.contains(malformed.where());
        } else if (error instanceof TaskError.Cancelled) {
            expected = Thread.currentThread().isInterrupted();
        } else if (error instanceof TaskError.UnstableList) {
            expected = tasks.shape().isHard();
        } else if (error instanceof TaskError.Invalid) {
            expected = route.hasty().explain(sample.query()).lists().isEmpty();
        }
        assertThat(expected).as(error.toString()).isTrue();
        return Option.some(error);
    }
}
