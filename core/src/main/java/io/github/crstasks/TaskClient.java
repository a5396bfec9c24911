package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.client.DefaultThrowingTaskClient;
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
import java.util.stream.Stream;

/**
 * Lists, counts, pages through, waits for and watches tasks, and reads why one failed.
 *
 * <pre>{@code
 * try (TaskClient client = TaskClient.builder().region("ap-guangzhou").build()) {
 *     client.list(instanceId("crs-izbob1wh").and(status(FAILED, ERRORED)))
 *             .peek(tasks -> tasks.forEach(System.out::println))
 *             .peekLeft(error -> System.err.println(error.message()));
 * }
 * }</pre>
 *
 * <p>An {@link Either} holds the value, or the error if there is none: {@code result.isRight()} and {@code result.get()},
 * {@code result.isLeft()} and {@code result.getLeft()}, {@code result.fold(error -> ..., value -> ...)}, or
 * {@code result.getOrElseThrow(TaskException::new)}. {@link #orThrow()} has the same blocking calls with exceptions
 * instead.
 *
 * <p>Tasks are returned newest first. A task that matches during the whole call is returned exactly once, whatever happens
 * to others meanwhile; see {@link Paging}. Errors are returned as {@link TaskError} values. An exception that a predicate
 * of the query throws is thrown by the call.
 *
 * <p>A relative time of a query, as in {@link TaskQuery#submittedWithin}, means the moment at which the call begins, by the
 * {@linkplain TaskClientBuilder#clock clock} of the client. All pages of a call have one moment, and so have all polls of a
 * wait or watch.
 *
 * <p>Immutable and safe for use by any number of threads at once.
 */
public interface TaskClient extends AutoCloseable {
    /**
     * Creates a builder.
     *
     * @return a builder that needs the region
     */
    static TaskClientBuilder builder() {
        return new TaskClientBuilder();
    }

    /**
     * Returns a page of the tasks of a query, whatever page size the service allows.
     *
     * <p>Pages are cut by offset: two pages of a list that changes meanwhile may overlap or miss a task. So may two pages of
     * a query with a relative time, because each call has a moment of its own: {@link TaskQuery#at} fixes it for all.
     *
     * <p>A page may take several requests, at most {@code maxCalls} of {@code paging(...)}. A task with an id is in it once,
     * even if the list changes between them; one that leaves the list then may take another one's place in it, which is
     * missing. A {@link io.github.crstasks.paging.TraversalEvent.ListMoved} tells the listeners if the total count or a
     * repeated task shows such a change.
     *
     * @param query the query
     * @param offset how many tasks to skip, 0..2147483647
     * @param limit how many tasks to return at most, 1..2147483647
     * @return the page, shorter than {@code limit} only at the end of the list, or an error
     */
    Either<TaskError, TaskPage> page(TaskQuery query, int offset, int limit);

    /**
     * Returns all tasks of a query.
     *
     * @param query the query
     * @return an unmodifiable list, newest first, or an error
     */
    Either<TaskError, List<Task>> list(TaskQuery query);

    /**
     * Streams the tasks of a query lazily: the next page is requested only when all tasks of the previous page have been
     * consumed. The call begins with the terminal operation of the stream.
     *
     * @param query the query
     * @return a stream for one thread, whose operations throw a {@link TaskException} on an error
     */
    Stream<Task> stream(TaskQuery query);

    /**
     * Streams the tasks of a query with the given paging. With more than one page in flight, pages are fetched ahead.
     *
     * @param query the query
     * @param paging strategy, pages in flight and page size
     * @return a stream for one thread, whose operations throw a {@link TaskException} on an error; closing it cancels the
     *     calls in flight
     */
    Stream<Task> stream(TaskQuery query, Paging paging);

    /**
     * Publishes the tasks of a query, newest first. Each subscriber has a traversal of its own, which starts with its first
     * request.
     *
     * @param query the query
     * @return a publisher that conforms to the Reactive Streams specification. While there is demand, up to
     *     {@link Paging#pagesInFlight()} pages are requested at a time; an error is signalled as a {@link TaskException}
     */
    Flow.Publisher<Task> publisher(TaskQuery query);

    /**
     * Counts the tasks of a query.
     *
     * @param query the query
     * @return the total that the service reports if it answers the whole query, otherwise the size of the list; or an error
     */
    Either<TaskError, Integer> count(TaskQuery query);

    /**
     * Returns the details of a task, above all why it failed.
     *
     * <p>Calls for details have a rate limit of their own, {@link TaskClientBuilder#detailsRateLimiter}. Source:
     * docs/api/describe-task-list.md, section 9.
     *
     * @param taskId the id of the task, 0..9223372036854775807
     * @return the details, or an error; {@link TaskError.Invalid} by API 2.0, which has no details, before anything is sent
     */
    Either<TaskError, TaskDetails> details(long taskId);

    /**
     * Returns the details of a task, above all why it failed, as {@link #details(long)} does.
     *
     * @param task a task with an id, as API 3.0 lists it
     * @return the details, or an error; {@link TaskError.Invalid} if the task has no id, before anything is sent
     */
    Either<TaskError, TaskDetails> details(Task task);

    /**
     * Waits until tasks have ended, successfully or not: polls the list until at least the expected number of tasks match and
     * all that match are in a terminal status.
     *
     * <pre>{@code
     * WaitOutcome outcome = client.await(
     *         instanceId("crs-izbob1wh").and(type(BACKUP_INSTANCE)).and(submittedSince(started)),
     *         WaitOptions.defaults().withTimeout(Duration.ofMinutes(10)));
     * }</pre>
     *
     * <p>Leave the status out of the query: a query by status no longer matches a task whose status changed. A failed poll
     * does not end the wait if a later one can succeed.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @return how the wait ended; {@link WaitOutcome.PollFailed} with {@link TaskError.Invalid} if no task can match
     */
    default WaitOutcome await(TaskQuery query, WaitOptions options) {
        return await(query, options, progress -> {});
    }

    /**
     * Waits until tasks have ended, and reports the progress.
     *
     * @param query the query
     * @param options how many tasks to wait for, and for how long
     * @param progressListener notified after each poll except the last, on the thread that received the reply; must not
     *     block. An exception that it throws is logged at debug level
     * @return how the wait ended, as for {@link #await(TaskQuery, WaitOptions)}
     */
    WaitOutcome await(TaskQuery query, WaitOptions options, Consumer<? super WaitProgress> progressListener);

    /**
     * Publishes the changes of a list, polled by {@link PollSchedule#defaults()}.
     *
     * @param query the query
     * @return a publisher, as for {@link #watch(TaskQuery, PollSchedule)}
     */
    default Flow.Publisher<TaskChange> watch(TaskQuery query) {
        return watch(query, PollSchedule.defaults());
    }

    /**
     * Publishes the changes of a list: first, every matching task as {@link TaskChange.Appeared}; afterwards, tasks that
     * appear, change their status or vanish. {@link #watch(TaskQuery, PollSchedule, Consumer)} needs no subscriber.
     *
     * <pre>{@code
     * Flow.Publisher<TaskChange> changes = client.watch(status(RUNNING), PollSchedule.of(Duration.ofSeconds(10)));
     * }</pre>
     *
     * <p>Each subscriber has a watch of its own, which begins with the subscription and polls only while there is demand. No
     * change is reported twice. A task that appears and vanishes between two polls is not reported. A change that was not
     * requested by the time of the next poll is merged with the result of that poll, so that at most one change of a task is
     * pending.
     *
     * <p>Tasks are identified by their id. Rows of API 2.0 have none: they are identified by submission second, type name and
     * instance id, and among tasks equal in all three the reported changes are right in number and status, but not in
     * identity. If the query filters by status, a task whose status changes appears or vanishes.
     *
     * <p>A failed poll ends the watch, with a {@link TaskException}, only if later polls would fail too. Closing the client
     * ends it with {@link TaskError.Cancelled}.
     *
     * @param query the query
     * @param schedule how often the list is polled; the intervals start again after each change
     * @return a publisher that conforms to the Reactive Streams specification and never completes
     */
    Flow.Publisher<TaskChange> watch(TaskQuery query, PollSchedule schedule);

    /**
     * Passes the changes of a list to a consumer, polled by {@link PollSchedule#defaults()}.
     *
     * <pre>{@code
     * CompletableFuture<Void> watch = client.watch(instanceId("crs-izbob1wh"), change -> System.out.println(change));
     * watch.join();
     * }</pre>
     *
     * @param query the query
     * @param consumer called for each change, as for {@link #watch(TaskQuery, PollSchedule, Consumer)}
     * @return the end of the watch, as for {@link #watch(TaskQuery, PollSchedule, Consumer)}
     */
    default CompletableFuture<Void> watch(TaskQuery query, Consumer<? super TaskChange> consumer) {
        return watch(query, PollSchedule.defaults(), consumer);
    }

    /**
     * Passes the changes of a list, which are those of {@link #watch(TaskQuery, PollSchedule)}, to a consumer. Returns at
     * once. All threads of a client are daemons, so that a program that only watches must wait for the returned future.
     *
     * @param query the query
     * @param schedule how often the list is polled; the intervals start again after each change
     * @param consumer called for one change at a time, on a thread of the transport or the scheduler thread of this client;
     *     the list is not polled before the consumer has returned. It must not block, because other calls may need the thread.
     *     An exception that it throws ends the watch
     * @return a future that never completes normally. Cancelling or completing it ends the watch. It fails with a
     *     {@link TaskException} if the watch fails or the client is closed, and with the exception that the consumer throws
     */
    default CompletableFuture<Void> watch(
            TaskQuery query, PollSchedule schedule, Consumer<? super TaskChange> consumer) {
        Objects.requireNonNull(consumer, "consumer");
        return ChangeSubscriber.subscribe(watch(query, schedule), consumer);
    }

    /**
     * Explains how a query would be answered, without sending anything: the lists to request, with their parameters and
     * strategies, and the conditions that are checked on the client.
     *
     * @param query the query
     * @return the plan of a call that would begin now
     * @throws TaskException if the query has a relative time and the clock of the client fails
     */
    QueryPlan explain(TaskQuery query);

    /**
     * Returns the asynchronous variant of this client.
     *
     * @return a client that is closed with this one
     */
    AsyncTaskClient async();

    /**
     * Returns the calls of this client with exceptions in place of errors as values.
     *
     * <pre>{@code
     * List<Task> failed = client.orThrow().list(status(FAILED, ERRORED));
     * }</pre>
     *
     * @return the same calls, which throw a {@link TaskException} where this client returns a {@link TaskError}
     */
    default ThrowingTaskClient orThrow() {
        return new DefaultThrowingTaskClient(this);
    }

    /**
     * Ends calls, waits and watches with {@link TaskError.Cancelled} and releases the scheduler thread, and the transport
     * if this client looked it up. A transport that was passed to the builder stays open.
     *
     * <p>A client that is never closed does no harm. Its threads are daemons, which end when they have been idle for a
     * minute, and its memory is reclaimed when nothing refers to it and none of its calls, waits and watches runs.
     */
    @Override
    void close();
}
