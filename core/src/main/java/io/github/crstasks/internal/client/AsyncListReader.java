package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.waiting.ListReader;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads whole lists for waits and watches, with a limit on the number of calls. */
final class AsyncListReader implements ListReader {
    private static final TaskError TOO_MANY_CALLS =
            new TaskError.Cancelled("more calls would be needed than are allowed", Option.none());

    private final TraversalFactory traversals;
    private final CallFunction calls;

    AsyncListReader(TraversalFactory traversals, CallFunction calls) {
        this.traversals = traversals;
        this.calls = calls;
    }

    @Override
    public ScanPlan plan(TaskQuery query) {
        return traversals.plan(traversals.now(query));
    }

    @Override
    public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(ScanPlan plan, int maxCalls) {
        AtomicBoolean isLimitReached = new AtomicBoolean();
        CallFunction limitedCalls = (call, exchangeExecutor, operation) -> {
            if (call.number() < maxCalls) {
                return calls.execute(call, exchangeExecutor, operation);
            }
            isLimitReached.set(true);
            return CompletableFuture.completedFuture(Either.left(TOO_MANY_CALLS));
        };
        return Stages.map(
                new AsyncRun(traversals.of(plan), limitedCalls).start(),
                tasks -> isLimitReached.get() ? Either.right(Option.none()) : tasks.map(Option::some));
    }
}
