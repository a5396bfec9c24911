package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitOutcome.Reason;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Polls until a wait has an outcome, and then reads why tasks failed if the options request it. */
final class WaitRun {
    private final WaitOptions options;
    private final Consumer<? super WaitProgress> progressListener;
    private final PollIntervals intervals;
    private final DetailsReader details;
    private final DelayScheduler scheduler;
    private final CompletableFuture<WaitOutcome> outcome = new CompletableFuture<>();
    private final PendingPoll poll;

    /** Turns the recursion of polls that are complete already into a loop. */
    private final SerialExecutor polls = new SerialExecutor();

    private volatile Option<Long> start = Option.none();
    private volatile Duration latestElapsed = Duration.ZERO;
    private volatile WaitState state;
    private volatile Option<ReasonRun> reasons = Option.none();

    WaitRun(
            ScanPlan plan,
            WaitOptions options,
            Consumer<? super WaitProgress> progressListener,
            PollIntervals intervals,
            PollBatcher polls,
            DetailsReader details,
            DelayScheduler scheduler) {
        this.options = options;
        this.progressListener = progressListener;
        this.intervals = intervals;
        this.details = details;
        this.poll = new PendingPoll(polls, plan, outcome);
        this.scheduler = scheduler;
        this.state = WaitState.initial(options);
    }

    /** Returns the outcome; cancelling it ends the wait. */
    CompletableFuture<WaitOutcome> outcome() {
        return outcome;
    }

    void start() {
        try {
            start = Option.some(scheduler.nanoTime());
            CompletableFuture<Void> timeout = scheduler.after(options.timeout());
            outcome.whenComplete((ended, cancelled) -> timeout.cancel(false));
            timeout.whenComplete((passed, thrown) -> {
                if (thrown == null) {
                    end(this::timedOut);
                } else {
                    fail(thrown);
                }
            });
            pollAfter(Duration.ZERO);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private WaitOutcome timedOut(List<Task> tasks, Duration elapsed) {
        return reasons.<WaitOutcome>map(
                        run -> new WaitOutcome.Completed(tasks, elapsed, run.reasons(ReasonRun.NOT_IN_TIME)))
                .getOrElse(() -> state.timedOut(elapsed, WaitOutcome.Limit.TOTAL));
    }

    /** Ends the wait with the tasks of the latest poll. */
    void end(BiFunction<List<Task>, Duration, WaitOutcome> reason) {
        Duration elapsed;
        try {
            elapsed = elapsed();
        } catch (Extensions.ExtensionException schedulerFailed) {
            // The wait must end all the same.
            elapsed = latestElapsed;
        }
        outcome.complete(reason.apply(state.tasks(), elapsed));
    }

    private void fail(Throwable thrown) {
        if (thrown instanceof Extensions.ExtensionException failed) {
            end((tasks, elapsed) -> new WaitOutcome.PollFailed(tasks, elapsed, failed.error()));
        } else {
            outcome.completeExceptionally(thrown);
        }
    }

    private Duration elapsed() {
        start.forEach(begin -> latestElapsed = Duration.ofNanos(Math.max(scheduler.nanoTime() - begin, 0)));
        return latestElapsed;
    }

    private void pollAfter(Duration delay) {
        poll.after(delay, result -> polls.execute(() -> receive(result)), this::fail);
    }

    private void receive(Either<TaskError, List<Task>> result) {
        try {
            Duration elapsed = elapsed();
            state = state.after(result);
            Option<WaitOutcome> end = state.outcome(elapsed);
            if (end.isDefined()) {
                finish(end.get());
                return;
            }
            Duration delay = state.nextDelay(intervals.after(state.polls()), elapsed);
            notifyListener(state.progress(elapsed, delay));
            if (!outcome.isDone()) {
                pollAfter(delay);
            }
        } catch (Throwable thrown) {
            // A caller-supplied random source or scheduler threw. Complete the wait, or it never ends.
            fail(thrown);
        }
    }

    private void finish(WaitOutcome end) {
        List<Task> failed = options.reasons() && end instanceof WaitOutcome.Completed
                ? end.tasks().stream()
                        .filter(task -> task.status() != TaskStatus.SUCCEEDED)
                        .toList()
                : List.of();
        if (failed.isEmpty()) {
            outcome.complete(end);
        } else {
            readReasons(new ReasonRun(failed, details));
        }
    }

    private void readReasons(ReasonRun run) {
        reasons = Option.some(run);
        CompletableFuture<Either<TaskError, List<Reason>>> read = run.start();
        outcome.whenComplete((ended, cancelled) -> read.cancel(true));
        read.whenComplete((result, thrown) -> {
            if (thrown != null) {
                fail(thrown);
            } else if (result.isLeft()) {
                end(WaitOutcome.Cancelled::new);
            } else {
                end((tasks, elapsed) -> new WaitOutcome.Completed(tasks, elapsed, result.get()));
            }
        });
    }

    private void notifyListener(WaitProgress progress) {
        Extensions.notifyListener("a progress listener", () -> progressListener.accept(progress));
    }
}
