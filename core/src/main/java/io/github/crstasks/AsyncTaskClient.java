package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.waiting.ChangeSubscriber;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * The asynchronous variant of a {@link TaskClient}: no method blocks the calling thread. Shares the settings, rate limits
 * and transport of that client, and is closed with it.
 *
 * <pre>{@code
 * client.async().count(status(RUNNING)).thenAccept(count -> System.out.println(count));
 * }</pre>
 *
 * <p>Close the client when the futures have completed, because that cancels what is in flight. All its threads are daemons:
 * a program whose other threads have ended does not wait for a future.
 *
 * <p>Errors are returned as {@link TaskError} values. A future completes exceptionally only if a predicate of the query
 * throws, or when a watch ends. Cancelling a future cancels the calls in flight. Dependent stages run on the thread that
 * completes the future, a thread of the transport or the scheduler thread of the client, and must not block.
 *
 * <p>Immutable and safe for use by any number of threads at once.
 */
public interface AsyncTaskClient {
    /**
     * Returns a page of the tasks of a query, as {@link TaskClient#page} does.
     *
     * @param query the query
     * @param offset how many tasks to skip, 0..2147483647
     * @param limit how many tasks to return at most, 1..2147483647
     * @return the page, or an error
     */
    CompletableFuture<Either<TaskError, TaskPage>> page(TaskQuery query, int offset, int limit);

    /**
     * Returns all tasks of a query, as {@link TaskClient#list} does.
     *
     * @param query the query
     * @return an unmodifiable list, newest first, or an error
     */
    CompletableFuture<Either<TaskError, List<Task>>> list(TaskQuery query);

    /**
     * Counts the tasks of a query, as {@link TaskClient#count} does.
     *
     * @param query the query
     * @return the number of tasks, or an error
     */
    CompletableFuture<Either<TaskError, Integer>> count(TaskQuery query);

    /**
     * Returns the details of a task, above all why it failed, as {@link TaskClient#details(long)} does.
     *
     * @param taskId the id of the task, 0..9223372036854775807
     * @return the details, or an error; {@link TaskError.Invalid} by API 2.0, which has no details
     */
    CompletableFuture<Either<TaskError, TaskDetails>> details(long taskId);

    /**
     * Returns the details of a task, above all why it failed, as {@link TaskClient#details(Task)} does.
     *
     * @param task a task with an id, as API 3.0 lists it
     * @return the details, or an error; {@link TaskError.Invalid} if the task has no id
     */
    CompletableFuture<Either<TaskError, TaskDetails>> details(Task task);

    /**
     * Waits until the tasks of a query have ended, as {@link TaskClient#await(TaskQuery, WaitOptions)} does.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @return how the wait ended; cancelling it ends the wait and the call in flight
     */
    default CompletableFuture<WaitOutcome> await(TaskQuery query, WaitOptions options) {
        return await(query, options, progress -> {});
    }

    /**
     * Waits until the tasks of a query have ended, and reports the progress.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @param progressListener notified after each poll except the last; must not block
     * @return how the wait ended; cancelling it ends the wait and the call in flight
     */
    CompletableFuture<WaitOutcome> await(
            TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener);

    /**
     * Publishes the tasks of a query, newest first, as {@link TaskClient#publisher} does.
     *
     * @param query the query
     * @return a publisher that conforms to the Reactive Streams specification. While there is demand, up to
     *     {@link Paging#pagesInFlight()} pages are requested at a time; an error is signalled as a {@link TaskException}
     */
    Flow.Publisher<Task> publisher(TaskQuery query);

    /**
     * Publishes the changes of a list, polled by {@link PollSchedule#defaults()}, as
     * {@link TaskClient#watch(TaskQuery, PollSchedule)} does.
     *
     * @param query the query
     * @return a publisher that conforms to the Reactive Streams specification and never completes
     */
    default Flow.Publisher<TaskChange> watch(TaskQuery query) {
        return watch(query, PollSchedule.defaults());
    }

    /**
     * Publishes the changes of a list, as {@link TaskClient#watch(TaskQuery, PollSchedule)} does.
     *
     * @param query the query
     * @param schedule how often the list is polled
     * @return a publisher that conforms to the Reactive Streams specification and never completes
     */
    Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule);

    /**
     * Passes the changes of a list to a consumer, polled by {@link PollSchedule#defaults()}, as
     * {@link TaskClient#watch(TaskQuery, Consumer)} does.
     *
     * @param query the query
     * @param consumer called for one change at a time; must not block
     * @return the end of the watch; cancelling it ends the watch
     */
    default CompletableFuture<Void> watch(TaskQuery query, Consumer<? super TaskChange> consumer) {
        return watch(query, PollSchedule.defaults(), consumer);
    }

    /**
     * Passes the changes of a list to a consumer, as {@link TaskClient#watch(TaskQuery, PollSchedule, Consumer)} does.
     *
     * @param query the query
     * @param schedule how often the list is polled
     * @param consumer called for one change at a time; must not block
     * @return the end of the watch; cancelling it ends the watch
     */
    default CompletableFuture<Void> watch(
            TaskQuery query, PollSchedule schedule, Consumer<? super TaskChange> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return ChangeSubscriber.subscribe(watch(query, schedule), consumer);
    }

    /**
     * Explains how a query would be answered, as {@link TaskClient#explain} does.
     *
     * @param query the query
     * @return the plan
     */
    QueryPlan explain(TaskQuery query);
}
