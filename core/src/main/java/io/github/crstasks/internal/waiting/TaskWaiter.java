package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.plan.PageConstraints;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * Runs the waits and watches of one client, and batches their polls. Safe for use by any number of threads.
 *
 * <p>Polls that are due at about the same time are read from one list that contains the lists of all their queries, as long
 * as that takes fewer calls than the separate lists. If that list was found to take as many calls or more, or to fail where
 * the separate lists may not, each query is read separately.
 */
public final class TaskWaiter {
    /** The plan of a watch that ends with its first signal. */
    private static final ScanPlan NOTHING =
            new ScanPlan(TaskQuery.none(), List.of(), TaskQuery.all(), PageConstraints.NONE);

    private final ListReader lists;
    private final DetailsReader details;
    private final DelayScheduler scheduler;
    private final DoubleSupplier random;
    private final CloseRegistry closing;
    private final PollBatcher polls;

    /**
     * Creates a waiter.
     *
     * @param lists reads the polled lists
     * @param details reads why tasks failed
     * @param scheduler delays the polls
     * @param random returns numbers from 0 to 1 for the jitter
     * @param closing ends the waits and watches when it is closed
     */
    public TaskWaiter(
            ListReader lists,
            DetailsReader details,
            DelayScheduler scheduler,
            DoubleSupplier random,
            CloseRegistry closing) {
        this.lists = lists;
        this.details = details;
        this.scheduler = scheduler;
        this.random = random;
        this.closing = closing;
        this.polls = new PollBatcher(lists, scheduler);
    }

    /** Waits without blocking a thread; cancelling the future ends the wait. */
    public CompletableFuture<WaitOutcome> awaitAsync(
            TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        return plan(query, options)
                .fold(
                        error -> CompletableFuture.completedFuture(refused(error)),
                        plan -> start(plan, options, progressListener).outcome());
    }

    /** Waits on the calling thread. */
    public WaitOutcome await(TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        return plan(query, options).fold(TaskWaiter::refused, plan -> end(start(plan, options, progressListener)));
    }

    private static WaitOutcome end(WaitRun wait) {
        CountDownLatch ended = new CountDownLatch(1);
        wait.outcome().whenComplete((outcome, thrown) -> ended.countDown());
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            wait.end(WaitOutcome.Interrupted::new);
        }
        return Rethrow.resultOf(wait.outcome());
    }

    private WaitRun start(ScanPlan plan, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        PollIntervals intervals = new PollIntervals(options.pollSchedule(), random);
        WaitRun wait = new WaitRun(plan, options, progressListener, intervals, polls, details, scheduler);
        closing.register(() -> wait.end(WaitOutcome.Cancelled::new), wait.outcome());
        if (!wait.outcome().isDone()) {
            wait.start();
        }
        return wait;
    }

    /**
     * Returns a publisher of the changes of a list; each subscriber has a watch of its own, which begins, and fixes the
     * moment of a relative query, with the subscription.
     */
    public Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule) {
        PollIntervals intervals = new PollIntervals(schedule, random);
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber");
            Either<TaskError, ScanPlan> plan = plan(query);
            WatchSubscription watch =
                    new WatchSubscription(subscriber, plan.getOrElse(NOTHING), intervals, polls, scheduler);
            watch.start();
            plan.peekLeft(error -> watch.fail(new TaskException(error)));
            closing.register(() -> watch.fail(new TaskException(CloseRegistry.CLOSED)), watch.end());
        };
    }

    private Either<TaskError, ScanPlan> plan(TaskQuery query, WaitOptions options) {
        Option<TaskError> refusal = options.reasons() ? details.refusal() : Option.none();
        return plan(query).flatMap(plan -> refusal.toEither(plan).swap());
    }

    /** Returns the plan of a query for a call now, or why it cannot be waited for. */
    private Either<TaskError, ScanPlan> plan(TaskQuery query) {
        try {
            ScanPlan plan = lists.plan(query);
            return plan.scans().isEmpty()
                    ? Either.left(new TaskError.Invalid("query", query.toString(), "one that a task can match"))
                    : Either.right(plan);
        } catch (Extensions.ExtensionException failed) {
            return Either.left(failed.error());
        }
    }

    private static WaitOutcome refused(TaskError error) {
        return new WaitOutcome.PollFailed(List.of(), Duration.ZERO, error);
    }
}
