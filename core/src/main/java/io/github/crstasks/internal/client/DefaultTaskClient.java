package io.github.crstasks.internal.client;

import static io.github.crstasks.internal.concurrent.Rethrow.resultOf;

import io.github.crstasks.AsyncTaskClient;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener.Call;
import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.CloseRegistry;
import io.github.crstasks.internal.execution.CallExecutor;
import io.github.crstasks.internal.execution.ClientSettings;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.github.crstasks.internal.execution.ServiceCall;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.waiting.TaskWaiter;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.Paging;
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
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Runs calls on the calling thread. */
public final class DefaultTaskClient implements TaskClient {
    private final TraversalFactory traversals;
    private final CallFunction calls;
    private final AsyncDetailsReader details;
    private final QueryRunner queries;
    private final TaskWaiter waiter;
    private final AsyncTaskClient async;
    private final CloseRegistry closing = new CloseRegistry();
    private final OwnedResources ownedResources;

    /**
     * Creates a client.
     *
     * @param settings the settings that all calls share
     * @param paging how lists are paged
     * @param ownedResources what the client closes
     */
    public DefaultTaskClient(ClientSettings settings, Paging paging, OwnedResources ownedResources) {
        this.traversals = new TraversalFactory(settings, paging);
        CallExecutor executor = new CallExecutor(settings, closing);
        this.calls = (call, exchangeExecutor, operation) ->
                executor.execute(serviceCall(call, settings, operation), exchangeExecutor);
        this.details = new AsyncDetailsReader(settings, executor);
        this.queries = new QueryRunner(traversals, OperationRunner.blocking(calls));
        this.waiter = new TaskWaiter(
                new AsyncListReader(traversals, calls), details, settings.scheduler(), settings.random(), closing);
        this.async = new DefaultAsyncTaskClient(traversals, calls, details, waiter);
        this.ownedResources = ownedResources;
    }

    private static ServiceCall<TaskListReply> serviceCall(
            PageCall call, ClientSettings settings, OperationAttempts operation) {
        return new ServiceCall<>(
                new Call.Page(call.scan(), call.offset(), call.limit()),
                settings.codec().page(call.scan(), call.offset(), call.limit()),
                settings.rateLimiter(),
                operation);
    }

    @Override
    public Either<TaskError, TaskPage> page(TaskQuery query, int offset, int limit) {
        return resultOf(queries.page(Objects.requireNonNull(query, "query"), offset, limit));
    }

    @Override
    public Either<TaskError, List<Task>> list(TaskQuery query) {
        return resultOf(queries.list(Objects.requireNonNull(query, "query")));
    }

    @Override
    public Either<TaskError, Integer> count(TaskQuery query) {
        return resultOf(queries.count(Objects.requireNonNull(query, "query")));
    }

    @Override
    public Either<TaskError, TaskDetails> details(long taskId) {
        return Futures.await(operation -> details.details(taskId, operation));
    }

    @Override
    public Either<TaskError, TaskDetails> details(Task task) {
        Objects.requireNonNull(task, "task");
        return Futures.await(operation -> details.details(task, operation));
    }

    @Override
    public Stream<Task> stream(TaskQuery query) {
        return stream(query, traversals.paging().withPagesInFlight(1));
    }

    @Override
    public Stream<Task> stream(TaskQuery query, Paging paging) {
        TaskIterator tasks = new TaskIterator(
                traversals.of(Objects.requireNonNull(query, "query"), Objects.requireNonNull(paging, "paging")),
                calls,
                paging.pagesInFlight() > 1);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(tasks, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(tasks::close);
    }

    @Override
    public WaitOutcome await(TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        return waiter.await(
                Objects.requireNonNull(query, "query"),
                Objects.requireNonNull(options, "options"),
                Objects.requireNonNull(progressListener, "progressListener"));
    }

    @Override
    public Flow.Publisher<Task> publisher(TaskQuery query) {
        return async.publisher(query);
    }

    @Override
    public Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule) {
        return async.watch(query, schedule);
    }

    @Override
    public QueryPlan explain(TaskQuery query) {
        return async.explain(query);
    }

    @Override
    public AsyncTaskClient async() {
        return async;
    }

    @Override
    public void close() {
        closing.close();
        ownedResources.close();
    }
}
