package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.paging.SliceReader;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.paging.TraversalPlan;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
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
    private final Exchange exchange;
    private final Paging paging;
    private final boolean ownsTransport;

    TaskClient(Exchange exchange, Paging paging, boolean ownsTransport) {
        this.exchange = exchange;
        this.paging = paging;
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
        if (offset < 0) {
            return Either.left(new TaskError.Invalid("offset", "" + offset, "0.." + Integer.MAX_VALUE));
        }
        if (limit < 1) {
            return Either.left(new TaskError.Invalid("limit", "" + limit, "1.." + Integer.MAX_VALUE));
        }
        QueryPlan plan = explain(query).query();
        if (!plan.isOneExactList() || plan.scans().isEmpty()) {
            return list(query)
                    .map(tasks -> new TaskPage(
                            tasks.stream().skip(offset).limit(limit).toList(), offset, tasks.size()));
        }
        SliceReader slice = SliceReader.of(plan.scans().get(0), offset, limit);
        for (Option<PageCall> call = slice.next(); call.isDefined(); call = slice.next()) {
            Option<TaskError> error = exchange.send(call.get()).fold(Option::some, slice::received);
            if (error.isDefined()) {
                return Either.left(error.get());
            }
        }
        // The whole query is tested on each task: a service may filter more loosely than it says.
        return Either.right(new TaskPage(slice.rows().stream().filter(query).toList(), offset, slice.totalCount()));
    }

    /**
     * All tasks of a query.
     *
     * @param query which tasks
     * @return an unmodifiable list, or what went wrong
     */
    public Either<TaskError, List<Task>> list(TaskQuery query) {
        Traversal walk = walk(query);
        List<Task> tasks = new ArrayList<>();
        for (Option<Task> task = next(walk); task.isDefined(); task = next(walk)) {
            tasks.add(task.get());
        }
        return walk.failure().toEither(List.copyOf(tasks)).swap();
    }

    /**
     * All tasks of a query, read as they are needed: no page is asked for before the task in front of it was taken.
     *
     * @param query which tasks
     * @return a stream for one thread, whose operations throw a {@link TaskException} if something goes wrong
     */
    public Stream<Task> stream(TaskQuery query) {
        Traversal walk = walk(query);
        return StreamSupport.stream(
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {
                    @Override
                    public boolean tryAdvance(Consumer<? super Task> action) {
                        Option<Task> task = next(walk);
                        task.forEach(action);
                        if (task.isEmpty() && walk.failure().isDefined()) {
                            throw new TaskException(walk.failure().get());
                        }
                        return task.isDefined();
                    }
                },
                false);
    }

    /**
     * How many tasks a query has.
     *
     * @param query which tasks
     * @return the service's own count where it can answer the whole query, or else what reading the list finds; or what
     *     went wrong
     */
    public Either<TaskError, Integer> count(TaskQuery query) {
        TraversalPlan plan = explain(query);
        return plan.isExact()
                ? Either.sequenceRight(
                                io.vavr.collection.List.ofAll(plan.scans()).map(this::total))
                        .map(totals -> totals.sum().intValue())
                : list(query).map(List::size);
    }

    /**
     * How a query would be answered, and how its lists would be read; sends nothing.
     *
     * @param query which tasks
     * @return the plan
     */
    public TraversalPlan explain(TaskQuery query) {
        return paging.plan(query.plan(exchange.protocol().pushdown()));
    }

    private Either<TaskError, Integer> total(TaskScan scan) {
        return exchange.send(new PageCall(0, scan, 0, 1)).map(TaskRows::totalCount);
    }

    private Traversal walk(TaskQuery query) {
        // This thread waits for each page, so that there can be only one in flight.
        return Traversal.of(
                paging.inFlight(1).plan(query.plan(exchange.protocol().pushdown())), event -> {});
    }

    private Option<Task> next(Traversal walk) {
        Option<Task> task = walk.poll();
        while (task.isEmpty() && !walk.isFinished()) {
            walk.calls().forEach(call -> walk.received(call, exchange.send(call)));
            task = walk.poll();
        }
        return task;
    }

    /** Frees the transport if this client had to look for it; one that was given stays the caller's to close. */
    @Override
    public void close() {
        if (ownsTransport) {
            exchange.transport().close();
        }
    }
}
