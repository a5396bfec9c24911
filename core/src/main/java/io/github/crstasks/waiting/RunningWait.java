package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** Polls until a wait has an outcome, whoever brings it about. */
// The futures that are ignored here are looked at by way of the outcome.
@SuppressWarnings("FutureReturnValueIgnored")
final class RunningWait {
    private final WaitOptions options;
    private final Timer timer;
    private final long start;
    private final CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();
    private final NextPoll poll;
    private volatile WaitState state;

    RunningWait(QueryPlan plan, WaitOptions options, SharedPolls polls, Timer timer) {
        this.options = options;
        this.poll = new NextPoll(polls, plan, outcome);
        this.timer = timer;
        this.start = timer.nanoTime();
        this.state = WaitState.initial(options);
    }

    /** How it ended; cancelling it ends the wait. */
    CompletableFuture<WaitOutcome> outcome() {
        return outcome;
    }

    void begin() {
        CompletableFuture<Void> timeLimit = timer.after(options.timeLimit());
        outcome.whenComplete((ended, cancelled) -> timeLimit.cancel(false));
        timeLimit.thenRun(() -> outcome.complete(state.timedOut(elapsed(), WaitOutcome.Limit.TOTAL)));
        pollIn(Duration.ZERO);
    }

    /** Ends the wait for a reason of the caller's, with the last state seen. */
    void end(BiFunction<List<Task>, Duration, WaitOutcome> reason) {
        outcome.complete(reason.apply(state.tasks(), elapsed()));
    }

    private Duration elapsed() {
        return Duration.ofNanos(timer.nanoTime() - start);
    }

    private void pollIn(Duration pause) {
        poll.after(pause, this::polled, outcome::completeExceptionally);
    }

    private void polled(Either<TaskError, List<Task>> brought) {
        Duration elapsed = elapsed();
        state = state.polled(brought);
        Option<WaitOutcome> end = state.outcome(elapsed);
        if (end.isDefined()) {
            outcome.complete(end.get());
            return;
        }
        Duration pause = state.pause(elapsed);
        tell(state.progress(elapsed, pause));
        if (!outcome.isDone()) {
            pollIn(pause);
        }
    }

    // Whatever is thrown: an assertion of a test or a class that is missing must not leave anybody waiting for ever.
    private void tell(WaitProgress progress) {
        try {
            options.progress().accept(progress);
        } catch (Throwable dropped) {
            System.getLogger(WaitProgress.class.getName())
                    .log(System.Logger.Level.DEBUG, "a progress callback failed", dropped);
        }
    }
}
