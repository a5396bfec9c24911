package io.github.crstasks.internal.client;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskPage;
import io.github.crstasks.ThrowingTaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Throws what the calls of a client return as errors. */
public final class DefaultThrowingTaskClient implements ThrowingTaskClient {
    private final TaskClient client;

    /**
     * Creates the calls of a client.
     *
     * @param client the client, which {@link #close()} closes
     */
    public DefaultThrowingTaskClient(TaskClient client) {
        this.client = client;
    }

    private static <T> T valueOf(Either<TaskError, T> result) {
        return result.getOrElseThrow(TaskException::new);
    }

    @Override
    public TaskPage page(TaskQuery query, int offset, int limit) {
        return valueOf(client.page(query, offset, limit));
    }

    @Override
    public List<Task> list(TaskQuery query) {
        return valueOf(client.list(query));
    }

    @Override
    public int count(TaskQuery query) {
        return valueOf(client.count(query));
    }

    @Override
    public TaskDetails details(long taskId) {
        return valueOf(client.details(taskId));
    }

    @Override
    public TaskDetails details(Task task) {
        return valueOf(client.details(task));
    }

    @Override
    public Stream<Task> stream(TaskQuery query) {
        return client.stream(query);
    }

    @Override
    public Stream<Task> stream(TaskQuery query, Paging paging) {
        return client.stream(query, paging);
    }

    @Override
    public Flow.Publisher<Task> publisher(TaskQuery query) {
        return client.publisher(query);
    }

    @Override
    public WaitOutcome await(TaskQuery query, WaitOptions options) {
        return client.await(query, options);
    }

    @Override
    public WaitOutcome await(TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener) {
        return client.await(query, options, progressListener);
    }

    @Override
    public Flow.Publisher<TaskChange> watch(TaskQuery query) {
        return client.watch(query);
    }

    @Override
    public Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule) {
        return client.watch(query, schedule);
    }

    @Override
    public CompletableFuture<Void> watch(TaskQuery query, Consumer<? super TaskChange> consumer) {
        return client.watch(query, consumer);
    }

    @Override
    public CompletableFuture<Void> watch(
            TaskQuery query, PollSchedule schedule, Consumer<? super TaskChange> consumer) {
        return client.watch(query, schedule, consumer);
    }

    @Override
    public QueryPlan explain(TaskQuery query) {
        return client.explain(query);
    }

    @Override
    public void close() {
        client.close();
    }
}
