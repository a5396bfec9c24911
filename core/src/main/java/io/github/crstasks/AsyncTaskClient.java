package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.github.crstasks.waiting.Waits;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks the service for tasks without holding the caller's thread; the other face of a {@link TaskClient}, with its
 * settings, its rate and its transport.
 *
 * <p>A future completes with an exception only if a condition of the caller's own throws one. Cancelling it ends the call
 * under way and frees its connection. What depends on a future runs on the thread that completes it, which is the
 * transport's: it must not block.
 *
 * <p>Immutable and safe for use by any number of threads at once.
 */
// The futures that are ignored here are looked at by way of the one that is returned.
@SuppressWarnings("FutureReturnValueIgnored")
public final class AsyncTaskClient {
    private final Session session;
    private final WholeLists lists;
    private final Waits waits;

    AsyncTaskClient(Session session, Waits waits) {
        this.session = session;
        this.lists = new WholeLists(session);
        this.waits = waits;
    }

    /**
     * A slice of the tasks of a query, as {@link TaskClient#page} gives it.
     *
     * @param query which tasks
     * @param offset how many tasks to skip, 0..2147483647
     * @param limit how many tasks to return at the most, 1..2147483647
     * @return the slice, or what went wrong
     */
    public CompletableFuture<Either<TaskError, TaskPage>> page(TaskQuery query, int offset, int limit) {
        return Session.refusal(offset, limit)
                .map(error -> CompletableFuture.completedFuture(Either.<TaskError, TaskPage>left(error)))
                .getOrElse(() -> orElse(
                        read(session.slice(query, offset, limit)),
                        () -> map(list(query), tasks -> TaskPage.of(tasks, offset, limit))));
    }

    /**
     * All tasks of a query, as {@link TaskClient#list} gives them.
     *
     * @param query which tasks
     * @return an unmodifiable list, or what went wrong
     */
    public CompletableFuture<Either<TaskError, List<Task>>> list(TaskQuery query) {
        return map(lists.read(lists.plan(query), Integer.MAX_VALUE), Option::get);
    }

    /**
     * How many tasks a query has, as {@link TaskClient#count} tells it.
     *
     * @param query which tasks
     * @return the number, or what went wrong
     */
    public CompletableFuture<Either<TaskError, Integer>> count(TaskQuery query) {
        return orElse(read(session.count(query)), () -> map(list(query), List::size));
    }

    /**
     * The tasks of a query for whoever subscribes: each subscriber begins a traversal of its own with its first request,
     * and is sent no more tasks than it asked for.
     *
     * <p>Pages are fetched ahead as the client's {@link Paging} says, while there is demand. Something that goes wrong is
     * signalled as a {@link io.github.crstasks.error.TaskException}. Cancelling ends the calls under way.
     *
     * @param query which tasks
     * @return a publisher as the Reactive Streams specification has it
     */
    public Flow.Publisher<Task> publisher(TaskQuery query) {
        return new TaskPublisher(session, query);
    }

    /**
     * Waits for the tasks of a query, as {@link TaskClient#await} does.
     *
     * @param query which tasks
     * @param options what to wait for, and how long
     * @return how the wait ends; cancelling it ends the wait and the call under way
     */
    public CompletableFuture<WaitOutcome> await(TaskQuery query, WaitOptions options) {
        return waits.awaitAsync(query, options);
    }

    private <T> CompletableFuture<Either<TaskError, T>> read(Reading<T> reading) {
        CompletableFuture<Either<TaskError, T>> result = new CompletableFuture<>();
        read(reading, result);
        return result;
    }

    private <T> void read(Reading<T> reading, CompletableFuture<Either<TaskError, T>> result) {
        Option<PageCall> call = reading.next();
        if (call.isEmpty()) {
            result.complete(Either.right(reading.result()));
            return;
        }
        then(session.exchange().sendAsync(call.get()), result, outcome -> {
            Option<TaskError> error = outcome.fold(Option::some, reading::received);
            if (error.isDefined()) {
                result.complete(Either.left(error.get()));
            } else {
                read(reading, result);
            }
        });
    }

    private static <T> CompletableFuture<Either<TaskError, T>> orElse(
            CompletableFuture<Either<TaskError, Option<T>>> first,
            Supplier<CompletableFuture<Either<TaskError, T>>> second) {
        CompletableFuture<Either<TaskError, T>> result = new CompletableFuture<>();
        then(first, result, outcome -> {
            if (outcome.isRight() && outcome.get().isEmpty()) {
                then(second.get(), result, result::complete);
            } else {
                result.complete(outcome.map(Option::get));
            }
        });
        return result;
    }

    private static <T, R> CompletableFuture<Either<TaskError, R>> map(
            CompletableFuture<Either<TaskError, T>> first, Function<T, R> function) {
        CompletableFuture<Either<TaskError, R>> result = new CompletableFuture<>();
        then(first, result, outcome -> result.complete(outcome.map(function)));
        return result;
    }

    /** What ends the result early ends the step to it, and what the step or the action throws ends the result. */
    private static <T> void then(CompletableFuture<T> step, CompletableFuture<?> result, Consumer<T> action) {
        result.whenComplete((found, cancelled) -> step.cancel(true));
        step.thenAccept(action).exceptionally(thrown -> {
            result.completeExceptionally(thrown);
            return null;
        });
    }
}
