package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.SerialExecutor;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs an operation to its end without blocking a thread, and collects its tasks. */
final class AsyncRun implements OperationDriver.Output {
    private final CompletableFuture<Either<TaskError, List<Task>>> result = new CompletableFuture<>();
    private final List<Task> tasks = new ArrayList<>();
    private final OperationDriver driver;

    AsyncRun(Operation operation, CallFunction calls) {
        this.driver = new OperationDriver(operation, calls, new SerialExecutor(), Option.none(), false, this);
    }

    /** Starts the run; cancelling the returned future cancels the calls in flight. */
    CompletableFuture<Either<TaskError, List<Task>>> start() {
        result.whenComplete((outcome, cancelled) -> driver.cancel());
        driver.request(Long.MAX_VALUE);
        return result;
    }

    @Override
    public void onTask(Task task) {
        tasks.add(task);
    }

    @Override
    public void onEnd(Option<TaskError> failure) {
        result.complete(failure.toEither(() -> List.copyOf(tasks)).swap());
    }

    @Override
    public void onThrown(Throwable thrown) {
        result.completeExceptionally(thrown);
    }
}
