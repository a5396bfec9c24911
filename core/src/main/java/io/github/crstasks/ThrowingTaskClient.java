package io.github.crstasks;

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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The calls of a {@link TaskClient} for programs that prefer exceptions: each returns the value itself, or throws a
 * {@link TaskException} with the {@link TaskError} that the client would return.
 *
 * <pre>{@code
 * try (ThrowingTaskClient client = TaskClient.builder().region("ap-guangzhou").build().orThrow()) {
 *     List<Task> failed = client.list(status(FAILED, ERRORED));
 * }
 * }</pre>
 *
 * <p>Immutable and safe for use by any number of threads at once.
 */
public interface ThrowingTaskClient extends AutoCloseable {
    /**
     * Returns a page of the tasks of a query, as {@link TaskClient#page} does.
     *
     * @param query the query
     * @param offset how many tasks to skip, 0..2147483647
     * @param limit how many tasks to return at most, 1..2147483647
     * @return the page, shorter than {@code limit} only at the end of the list
     */
    TaskPage page(TaskQuery query, int offset, int limit);

    /**
     * Returns all tasks of a query, as {@link TaskClient#list} does.
     *
     * @param query the query
     * @return an unmodifiable list, newest first
     */
    List<Task> list(TaskQuery query);

    /**
     * Counts the tasks of a query, as {@link TaskClient#count} does.
     *
     * @param query the query
     * @return the number of tasks
     */
    int count(TaskQuery query);

    /**
     * Returns the details of a task, as {@link TaskClient#details(long)} does.
     *
     * @param taskId the id of the task, 0..9223372036854775807
     * @return the details
     */
    TaskDetails details(long taskId);

    /**
     * Returns the details of a task, as {@link TaskClient#details(Task)} does.
     *
     * @param task a task of API 3.0
     * @return the details
     */
    TaskDetails details(Task task);

    /**
     * Streams the tasks of a query lazily, as {@link TaskClient#stream(TaskQuery)} does.
     *
     * @param query the query
     * @return a stream for one thread
     */
    Stream<Task> stream(TaskQuery query);

    /**
     * Streams the tasks of a query with the given paging, as {@link TaskClient#stream(TaskQuery, Paging)} does.
     *
     * @param query the query
     * @param paging strategy, pages in flight and page size
     * @return a stream for one thread; closing it cancels the calls in flight
     */
    Stream<Task> stream(TaskQuery query, Paging paging);

    /**
     * Publishes the tasks of a query, as {@link TaskClient#publisher} does.
     *
     * @param query the query
     * @return a publisher that signals an error as a {@link TaskException}
     */
    Flow.Publisher<Task> publisher(TaskQuery query);

    /**
     * Waits until tasks have ended, as {@link TaskClient#await(TaskQuery, WaitOptions)} does.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @return how the wait ended; a wait that fails is an outcome too, and throws nothing
     */
    WaitOutcome await(TaskQuery query, WaitOptions options);

    /**
     * Waits until tasks have ended, and reports the progress, as {@link TaskClient#await(TaskQuery, WaitOptions, Consumer)}
     * does.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @param progressListener notified after each poll except the last; must not block
     * @return how the wait ended; a wait that fails is an outcome too, and throws nothing
     */
    WaitOutcome await(TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener);

    /**
     * Publishes the changes of a list, polled by {@link PollSchedule#defaults()}, as {@link TaskClient#watch(TaskQuery)} does.
     *
     * @param query the query
     * @return a publisher that never completes, and signals an error as a {@link TaskException}
     */
    Flow.Publisher<TaskChange> watch(TaskQuery query);

    /**
     * Publishes the changes of a list, as {@link TaskClient#watch(TaskQuery, PollSchedule)} does.
     *
     * @param query the query
     * @param schedule how often the list is polled
     * @return a publisher that never completes, and signals an error as a {@link TaskException}
     */
    Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule);

    /**
     * Passes the changes of a list to a consumer, as {@link TaskClient#watch(TaskQuery, Consumer)} does.
     *
     * @param query the query
     * @param consumer called for one change at a time; must not block
     * @return the end of the watch; cancelling it ends the watch
     */
    CompletableFuture<Void> watch(TaskQuery query, Consumer<? super TaskChange> consumer);

    /**
     * Passes the changes of a list to a consumer, as {@link TaskClient#watch(TaskQuery, PollSchedule, Consumer)} does.
     *
     * @param query the query
     * @param schedule how often the list is polled
     * @param consumer called for one change at a time; must not block
     * @return the end of the watch; cancelling it ends the watch
     */
    CompletableFuture<Void> watch(TaskQuery query, PollSchedule schedule, Consumer<? super TaskChange> consumer);

    /**
     * Explains how a query would be answered, as {@link TaskClient#explain} does.
     *
     * @param query the query
     * @return the plan
     */
    QueryPlan explain(TaskQuery query);

    /** Closes the client whose calls these are, as {@link TaskClient#close} does. */
    @Override
    void close();
}
