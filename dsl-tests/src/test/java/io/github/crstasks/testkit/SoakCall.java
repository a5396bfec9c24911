package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.testkit.MovingTasks.Sight;
import io.github.crstasks.testkit.SoakClients.Line;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call of a soak: what is asked, where, since when, and how its end is judged. For use by one thread. */
final class SoakCall {
    /** What every call must end within: far longer than all its attempts take, and shorter than what never ends. */
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final MovingTasks tasks;
    private final Line line;
    private final QuerySample sample;
    private final Tally tally;
    private final Random random;
    private final long begin;

    SoakCall(MovingTasks tasks, Line line, QuerySample sample, Tally tally, Random random) {
        this.tasks = tasks;
        this.line = line;
        this.sample = sample;
        this.tally = tally;
        this.random = random;
        this.begin = tasks.now();
    }

    MovingTasks tasks() {
        return tasks;
    }

    Line line() {
        return line;
    }

    QuerySample sample() {
        return sample;
    }

    Random random() {
        return random;
    }

    Tally tally() {
        return tally;
    }

    Duration aMoment() {
        return Duration.ofMillis(random.nextInt(40));
    }

    long demand() {
        return List.of(1L, 7L, Long.MAX_VALUE).get(random.nextInt(3));
    }

    Sight sight() {
        Sight sight = tasks.since(begin, line.api());
        tally.add("tasks checked", sight.lives().size());
        return sight;
    }

    <T> T ended(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    <T> Option<T> endedOrCancelled(CompletableFuture<T> future) throws Exception {
        try {
            return Option.some(future.get(aMoment().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException slow) {
            return future.cancel(true) ? Option.none() : Option.some(future.get());
        }
    }

    <T> Option<T> next(Inbox<T> inbox) throws InterruptedException {
        return inbox.poll(LIMIT).getOrElseThrow(() -> new AssertionError("nothing came"));
    }

    /** Every error must have a cause in the interference, or in the query. */
    Option<TaskError> named(TaskError error) {
        boolean known = error instanceof TaskError.TimedOut;
        if (error instanceof TaskError.Rejected rejected) {
            known = Interference.rawCodes(line.api()).contains(rejected.rawCode());
        } else if (error instanceof TaskError.Unreachable unreachable) {
            known = !unreachable.message().contains("broke off");
        } else if (error instanceof TaskError.Malformed malformed) {
            known = Interference.MALFORMED.contains(malformed.where());
        } else if (error instanceof TaskError.Cancelled) {
            known = Thread.currentThread().isInterrupted();
        } else if (error instanceof TaskError.Invalid) {
            known = line.hasty().explain(sample.query()).scans().isEmpty();
        }
        assertThat(known).as(error.toString()).isTrue();
        return Option.some(error);
    }
}
