package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.paging.TraversalPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.Polling;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.Waits;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Asks the service for tasks.
 *
 * <pre>{@code
 * try (TaskClient client = TaskClient.builder().region("ap-guangzhou").build()) {
 *     client.list(instanceId("crs-izbob1wh").and(status(FAILED, ERRORED)))
 *             .peek(tasks -> tasks.forEach(System.out::println))
 *             .peekLeft(error -> System.err.println(error.message()));
 * }
 * }</pre>
 *
 * <p>Tasks come newest first, and lists keep the promise of {@link Traversal}: a task that matches during the whole reading
 * comes exactly once, whatever happens to others meanwhile. Whatever goes wrong is returned as a {@link TaskError}; only a null argument throws.
 * Immutable and safe for use by any number of threads at once. Source: API document, sections 1 to 4.
 */
public final class TaskClient implements AutoCloseable {
    private final Session session;
    private final Waits waits;
    private final boolean ownsTransport;

    TaskClient(Session session, Waits waits, boolean ownsTransport) {
        this.session = session;
        this.waits = waits;
        this.ownsTransport = ownsTransport;
    }

    /**
     * Starts a new client.
     *
     * @return a builder that must be told the region
     */
    public static TaskClientBuilder builder() {
        return new TaskClientBuilder();
    }

    /**
     * A slice of the tasks of a query, whatever page size the service allows; by place, so that two slices of a list that
     * changes between them may overlap or leave a task out.
     *
     * @param query which tasks
     * @param offset how many tasks to skip, 0..2147483647
     * @param limit how many tasks to return at the most, 1..2147483647
     * @return the slice, shorter than {@code limit} only at the end of the list; or what went wrong
     */
    public Either<TaskError, TaskPage> page(TaskQuery query, int offset, int limit) {
        Option<TaskError> refusal = Session.refusal(offset, limit);
        return refusal.isDefined()
                ? Either.left(refusal.get())
                : read(session.slice(query, offset, limit))
                        .flatMap(page -> page.<Either<TaskError, TaskPage>>map(Either::right)
                                .getOrElse(() -> list(query).map(tasks -> TaskPage.of(tasks, offset, limit))));
    }

    /**
     * All tasks of a query.
     *
     * @param query which tasks
     * @return an unmodifiable list, or what went wrong
     */
    public Either<TaskError, List<Task>> list(TaskQuery query) {
        BlockingWalk walk = walk(query, session.paging());
        List<Task> tasks = new ArrayList<>();
        for (Option<Task> task = walk.take(); task.isDefined(); task = walk.take()) {
            tasks.add(task.get());
        }
        Option<TaskError> failure = walk.failure();
        return failure.isDefined() ? Either.left(failure.get()) : Either.right(List.copyOf(tasks));
    }

    /**
     * All tasks of a query, read as they are needed: no page is asked for before the task in front of it was taken.
     *
     * @param query which tasks
     * @return a stream for one thread, whose operations throw a {@link TaskException} if something goes wrong
     */
    public Stream<Task> stream(TaskQuery query) {
        return stream(query, session.paging().inFlight(1));
    }

    /**
     * All tasks of a query, read in a manner of its own: with more than one page in flight, pages are fetched ahead.
     *
     * @param query which tasks
     * @param paging how to read them
     * @return a stream for one thread, whose operations throw a {@link TaskException} if something goes wrong; closing it
     *     ends the calls under way
     */
    public Stream<Task> stream(TaskQuery query, Paging paging) {
        BlockingWalk walk = walk(query, paging);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(walk::close);
    }

    /**
     * How many tasks a query has.
     *
     * @param query which tasks
     * @return the service's own count where it can answer the whole query, or else what reading the list finds; or what
     *     went wrong
     */
    public Either<TaskError, Integer> count(TaskQuery query) {
        return read(session.count(query))
                .flatMap(count -> count.<Either<TaskError, Integer>>map(Either::right)
                        .getOrElse(() -> list(query).map(List::size)));
    }

    /**
     * Waits until tasks have ended, well or badly: the list is polled until at least the expected number of tasks match
     * and all that match are in a terminal status.
     *
     * <pre>{@code
     * WaitOutcome outcome = client.await(
     *         instanceId("crs-izbob1wh").and(type(BACKUP_INSTANCE)).and(submittedSince(started)),
     *         WaitOptions.standard().within(Duration.ofMinutes(10)));
     * }</pre>
     *
     * <p>A query that filters by status loses sight of a task whose status changes, so leave the status out. A poll that
     * fails does not end the wait if a later one can succeed. Polls of several waits and watches of a client are shared as
     * {@link Waits} says.
     *
     * @param query which tasks
     * @param options what to wait for, and how long
     * @return how the wait ended; {@link WaitOutcome.Failed} with {@link TaskError.Invalid} if no task can match
     */
    public WaitOutcome await(TaskQuery query, WaitOptions options) {
        return waits.await(query, options);
    }

    /**
     * The changes of a list, polled by {@link Polling#standard()}; see {@link #watch(TaskQuery, Polling)}.
     *
     * @param query which tasks
     * @return a publisher as the Reactive Streams specification has it, that never completes
     */
    public Flow.Publisher<TaskChange> watch(TaskQuery query) {
        return watch(query, Polling.standard());
    }

    /**
     * The changes of a list: at first every task that it has appears, later tasks appear, change their status or vanish.
     *
     * <p>Each subscriber has a watch of its own, which polls only while there is demand. No change is reported twice, and
     * whatever two polls show differently is reported; what comes and goes between two polls is not seen. A change that
     * nobody took by the time of the next poll is merged with what that shows, so that no more than one change of a task
     * waits, and none if the task is back to what was reported.
     *
     * <p>A task is known again by its id. Rows of API 2.0 have none: there it is known by its submission second, type name
     * and instance id, and among tasks alike in all three the changes are right in number and status, but which of them
     * changed is a guess. If the query filters by
     * status, a task whose status changes appears or vanishes.
     *
     * <p>A poll that fails ends the watch, with a {@link TaskException}, only if a later one would fail as well; closing
     * the client ends it with {@link TaskError.Cancelled}.
     *
     * @param query which tasks
     * @param polling how often the list is read; the pauses begin anew with each change
     * @return a publisher as the Reactive Streams specification has it, that never completes
     */
    public Flow.Publisher<TaskChange> watch(TaskQuery query, Polling polling) {
        return waits.watch(query, polling);
    }

    /**
     * How a query would be answered, how its lists would be read, and how waits on it are polled and shared; sends nothing.
     *
     * @param query which tasks
     * @return the plan
     */
    public TraversalPlan explain(TaskQuery query) {
        return session.plan(query, session.paging());
    }

    /**
     * The same questions without holding the caller's thread.
     *
     * @return the other face of this client, which is closed with it
     */
    public AsyncTaskClient async() {
        return new AsyncTaskClient(session, waits);
    }

    private BlockingWalk walk(TaskQuery query, Paging paging) {
        return new BlockingWalk(session.traversal(query, paging), session.exchange(), paging.pagesInFlight() > 1);
    }

    private <T> Either<TaskError, T> read(Reading<T> reading) {
        for (Option<PageCall> call = reading.next(); call.isDefined(); call = reading.next()) {
            Option<TaskError> error = session.exchange().send(call.get()).fold(Option::some, reading::received);
            if (error.isDefined()) {
                return Either.left(error.get());
            }
        }
        return Either.right(reading.result());
    }

    /**
     * Ends the waits and watches, and frees the transport if this client had to look for it; one that was given stays the
     * caller's to close.
     */
    @Override
    public void close() {
        waits.close();
        if (ownsTransport) {
            session.exchange().settings().transport().close();
        }
    }
}
