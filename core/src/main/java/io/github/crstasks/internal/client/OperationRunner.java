package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs an operation to its end. */
@FunctionalInterface
interface OperationRunner {
    /** Returns the emitted tasks, or the error that ended the operation. */
    CompletableFuture<Either<TaskError, List<Task>>> run(Operation operation);

    /** Runs operations on the calling thread; the returned futures are complete. */
    static OperationRunner blocking(CallFunction calls) {
        return operation -> {
            TaskIterator iterator = new TaskIterator(operation, calls, false);
            List<Task> tasks = iterator.takeAll();
            return CompletableFuture.completedFuture(
                    iterator.failure().toEither(tasks).swap());
        };
    }

    /** Runs operations without blocking a thread; cancelling a returned future cancels the calls in flight. */
    static OperationRunner async(CallFunction calls) {
        return operation -> new AsyncRun(operation, calls).start();
    }
}
