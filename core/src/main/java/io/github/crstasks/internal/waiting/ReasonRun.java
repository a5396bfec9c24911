package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.waiting.WaitOutcome.Reason;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads why tasks failed, one task after the other. */
final class ReasonRun {
    static final TaskError NOT_IN_TIME =
            new TaskError.Cancelled("the timeout of the wait passed before it was received", Option.none());

    /** After so many calls in a row that no service answered, further calls would only delay the outcome of the wait. */
    private static final int MAX_UNANSWERED = 3;

    private final List<Task> tasks;
    private final DetailsReader details;
    private final CompletableFuture<Either<TaskError, List<Reason>>> result = new CompletableFuture<>();
    private final Queue<Reason> read = new ConcurrentLinkedQueue<>();

    /** Turns the recursion of calls that are complete already into a loop. */
    private final SerialExecutor steps = new SerialExecutor();

    private volatile CompletableFuture<?> call = CompletableFuture.completedFuture(null);
    private int position;
    private int unanswered;

    ReasonRun(List<Task> tasks, DetailsReader details) {
        this.tasks = tasks;
        this.details = details;
    }

    /**
     * Starts reading; cancelling the returned future aborts the call in flight.
     *
     * @return a reason for each task, with an error where the details cannot be read; an error if the client or its
     *     transport was closed
     */
    CompletableFuture<Either<TaskError, List<Reason>>> start() {
        result.whenComplete((reasons, cancelled) -> call.cancel(true));
        steps.execute(this::readNext);
        return result;
    }

    /** Returns a reason for each task, with an error for those that were not read so far. */
    List<Reason> reasons(TaskError missing) {
        List<Reason> known = List.copyOf(read);
        return Stream.concat(
                        known.stream(),
                        tasks.stream().skip(known.size()).map(task -> new Reason(task, Either.left(missing))))
                .toList();
    }

    private void readNext() {
        if (position == tasks.size()) {
            result.complete(Either.right(reasons(NOT_IN_TIME)));
            return;
        }
        try {
            Task task = tasks.get(position++);
            CompletableFuture<Either<TaskError, TaskDetails>> next = details.details(task);
            call = next;
            next.whenComplete((outcome, thrown) -> steps.execute(() -> receive(task, outcome, thrown)));
            // Checked after the call was stored, so that a concurrent end of the wait cannot miss it.
            if (result.isDone()) {
                next.cancel(true);
            }
        } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
        }
    }

    private void receive(Task task, Either<TaskError, TaskDetails> outcome, @Nullable Throwable thrown) {
        if (result.isDone()) {
            return;
        }
        if (thrown != null) {
            result.completeExceptionally(thrown);
            return;
        }
        Option<TaskError> error = outcome.swap().toOption();
        if (error.exists(TaskError.Cancelled.class::isInstance)) {
            result.complete(Either.left(error.get()));
            return;
        }
        read.add(new Reason(task, outcome));
        unanswered = error.exists(ReasonRun::isUnanswered) ? unanswered + 1 : 0;
        if (unanswered == MAX_UNANSWERED) {
            result.complete(Either.right(reasons(error.get())));
        } else {
            readNext();
        }
    }

    private static boolean isUnanswered(TaskError error) {
        return error instanceof TaskError.Unreachable
                || error instanceof TaskError.TimedOut
                || error instanceof TaskError.ExtensionFailed;
    }
}
