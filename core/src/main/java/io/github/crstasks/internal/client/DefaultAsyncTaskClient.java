package io.github.crstasks.internal.client;

import io.github.crstasks.AsyncTaskClient;
import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.github.crstasks.internal.waiting.TaskWaiter;
import io.github.crstasks.paging.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Runs the calls of a client on the threads of its transport and scheduler. */
final class DefaultAsyncTaskClient implements AsyncTaskClient {
    private final TraversalFactory traversals;
    private final CallFunction calls;
    private final AsyncDetailsReader details;
    private final QueryRunner queries;
    private final TaskWaiter waiter;

    DefaultAsyncTaskClient(
            TraversalFactory traversals, CallFunction calls, AsyncDetailsReader details, TaskWaiter waiter) {
        this.traversals = traversals;
        this.calls = calls;
        this.details = details;
        this.queries = new QueryRunner(traversals, OperationRunner.async(calls));
        this.waiter = waiter;
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskPage>> page(TaskQuery query, int offset, int limit) {
        Objects.requireNonNull(query, "query");
        return Futures.of(() -> queries.page(query, offset, limit));
    }

    @Override
    public CompletableFuture<Either<TaskError, List<Task>>> list(TaskQuery query) {
        Objects.requireNonNull(query, "query");
        return Futures.of(() -> queries.list(query));
    }

    @Override
    public CompletableFuture<Either<TaskError, Integer>> count(TaskQuery query) {
        Objects.requireNonNull(query, "query");
        return Futures.of(() -> queries.count(query));
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskDetails>> details(long taskId) {
        return Futures.of(() -> details.details(taskId, new OperationAttempts()));
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskDetails>> details(Task task) {
        Objects.requireNonNull(task, "task");
        return Futures.of(() -> details.details(task));
    }

    @Override
    public CompletableFuture<WaitOutcome> await(
            TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(progressListener, "progressListener");
        return Futures.of(() -> waiter.awaitAsync(query, options, progressListener));
    }

    @Override
    public Flow.Publisher<Task> publisher(TaskQuery query) {
        return new TaskPublisher(traversals, calls, Objects.requireNonNull(query, "query"));
    }

    @Override
    public Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule) {
        return waiter.watch(Objects.requireNonNull(query, "query"), Objects.requireNonNull(schedule, "schedule"));
    }

    @Override
    public QueryPlan explain(TaskQuery query) {
        return traversals.explain(Objects.requireNonNull(query, "query"));
    }
}
