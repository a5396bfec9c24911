package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.Demand;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.TaskChange;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Polls a list for one subscriber while there is demand, and emits its changes. A change that was not requested by the time
 * of the next poll is merged with the result of that poll.
 */
final class WatchSubscription implements Flow.Subscription {
    private final Flow.Subscriber<? super TaskChange> subscriber;
    private final PollIntervals intervals;
    private final DelayScheduler scheduler;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final PendingPoll poll;
    private final SerialExecutor signals = new SerialExecutor();
    private final ListDiff diff = new ListDiff();

    private long demand;
    private boolean isPolling;
    private int pollsSinceChange;
    private long nextPoll;

    WatchSubscription(
            Flow.Subscriber<? super TaskChange> subscriber,
            ScanPlan plan,
            PollIntervals intervals,
            PollBatcher polls,
            DelayScheduler scheduler) {
        this.subscriber = subscriber;
        this.intervals = intervals;
        this.scheduler = scheduler;
        this.poll = new PendingPoll(polls, plan, end);
    }

    /** Returns a future that completes when no more signals follow. */
    CompletableFuture<Void> end() {
        return end;
    }

    void start() {
        // Run onSubscribe inside the serial executor, so that no onNext can overtake it (rule 1.3).
        signal(() -> {
            emit(() -> subscriber.onSubscribe(this));
            nextPoll = scheduler.nanoTime();
        });
    }

    void fail(Throwable cause) {
        Throwable error =
                cause instanceof Extensions.ExtensionException failed ? new TaskException(failed.error()) : cause;
        signals.execute(() -> {
            if (end.complete(null)) {
                subscriber.onError(error);
            }
        });
    }

    @Override
    public void cancel() {
        end.complete(null);
    }

    @Override
    public void request(long changes) {
        if (changes <= 0) {
            fail(Demand.nonPositive(changes));
            return;
        }
        signal(() -> {
            demand = Demand.add(demand, changes);
            proceed();
        });
    }

    private void signal(Runnable action) {
        signals.execute(() -> {
            try {
                action.run();
            } catch (Throwable thrown) {
                if (end.isDone()) {
                    throw Rethrow.unchecked(thrown);
                }
                fail(thrown);
            }
        });
    }

    /** Signals the subscriber. If it throws, the subscription counts as cancelled (rule 2.13). */
    private void emit(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable thrown) {
            cancel();
            throw Rethrow.unchecked(thrown);
        }
    }

    private void proceed() {
        while (!end.isDone() && demand > 0 && !isPolling) {
            Duration untilPoll = Duration.ofNanos(Math.max(nextPoll - scheduler.nanoTime(), 0));
            if (untilPoll.isZero() || !emitNextChange()) {
                pollAfter(untilPoll);
            }
        }
    }

    /** Emits a change if there is one; returns whether there was. */
    private boolean emitNextChange() {
        Option<TaskChange> change = diff.nextChange();
        change.forEach(next -> {
            demand--;
            emit(() -> subscriber.onNext(next));
        });
        return change.isDefined();
    }

    private void pollAfter(Duration delay) {
        isPolling = true;
        poll.after(delay, result -> signal(() -> receive(result)), this::fail);
    }

    private void receive(Either<TaskError, List<Task>> result) {
        if (result.isLeft() && !result.getLeft().retryable()) {
            fail(new TaskException(result.getLeft()));
            return;
        }
        boolean isChanged = result.exists(diff::update);
        pollsSinceChange = isChanged ? 1 : pollsSinceChange + 1;
        nextPoll = scheduler.nanoTime() + intervals.after(pollsSinceChange).toNanos();
        isPolling = false;
        // Before the next poll, which is due at once if the interval is shorter than the time since the line above.
        while (!end.isDone() && demand > 0 && emitNextChange()) {}
        proceed();
    }
}
