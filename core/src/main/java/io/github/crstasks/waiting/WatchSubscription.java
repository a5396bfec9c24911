package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Reads a list again and again for one subscriber, while there is demand, and hands on what changed. A change that nobody
 * took by the time of the next poll is merged with what that brings.
 */
final class WatchSubscription implements Flow.Subscription {
    private final Flow.Subscriber<? super TaskChange> subscriber;
    private final Polling polling;
    private final Timer timer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final NextPoll poll;
    private final Turns turns = new Turns();
    private final ChangeLedger ledger = new ChangeLedger();
    private long demand;
    private boolean pollAwaited;
    private int pollsSinceChange;
    private long nextPoll;

    WatchSubscription(
            Flow.Subscriber<? super TaskChange> subscriber,
            QueryPlan plan,
            Polling polling,
            SharedPolls polls,
            Timer timer) {
        this.subscriber = subscriber;
        this.polling = polling;
        this.timer = timer;
        this.poll = new NextPoll(polls, plan, end);
        this.nextPoll = timer.nanoTime();
    }

    /** Completes when nothing more will be handed on. */
    CompletableFuture<Void> end() {
        return end;
    }

    void begin() {
        // As a turn, or what is requested meanwhile could arrive before this signal has ended.
        turns.take(() -> subscriber.onSubscribe(this));
    }

    void fail(Throwable why) {
        turns.take(() -> {
            if (end.complete(null)) {
                subscriber.onError(why);
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
            // The words are those of rule 3.9.
            fail(new IllegalArgumentException(
                    "non-positive subscription request: must be 1.." + Long.MAX_VALUE + ", but was " + changes));
            return;
        }
        turns.take(() -> {
            demand = demand + changes < 0 ? Long.MAX_VALUE : demand + changes;
            goOn();
        });
    }

    private void goOn() {
        while (!end.isDone() && demand > 0 && !pollAwaited) {
            Duration left = Duration.ofNanos(Math.max(nextPoll - timer.nanoTime(), 0));
            Option<TaskChange> change = left.isZero() ? Option.none() : ledger.next();
            if (change.isDefined()) {
                demand--;
                subscriber.onNext(change.get());
            } else {
                pollIn(left);
            }
        }
    }

    private void pollIn(Duration pause) {
        pollAwaited = true;
        poll.after(pause, brought -> turns.take(() -> polled(brought)), this::fail);
    }

    private void polled(Either<TaskError, List<Task>> brought) {
        if (brought.isLeft() && !brought.getLeft().retryable()) {
            fail(new TaskException(brought.getLeft()));
            return;
        }
        boolean changed = brought.exists(ledger::show);
        pollsSinceChange = changed ? 1 : pollsSinceChange + 1;
        nextPoll = timer.nanoTime() + polling.pauseAfter(pollsSinceChange).toNanos();
        pollAwaited = false;
        goOn();
    }
}
