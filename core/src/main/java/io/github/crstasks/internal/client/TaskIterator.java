package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the tasks of an operation and runs all steps of its driver on the calling thread, so that predicates of the
 * query run there too. While one page is in flight, its exchange may run there as well. Not thread-safe.
 */
final class TaskIterator implements Iterator<Task>, AutoCloseable {
    private static final TaskError CLOSED = new TaskError.Cancelled("the stream is closed", Option.none());

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final Queue<Task> tasks = new ArrayDeque<>();
    private final OperationDriver driver;

    private boolean hasEnded;
    private Option<TaskError> failure = Option.none();
    private @Nullable Throwable thrown;

    TaskIterator(Operation operation, CallFunction calls, boolean canFetchAhead) {
        // A page that is fetched ahead must not keep the calling thread from the tasks that have arrived.
        Option<Executor> exchangeExecutor = Option.when(!canFetchAhead, steps::add);
        this.driver = new OperationDriver(operation, calls, steps::add, exchangeExecutor, canFetchAhead, new Output());
    }

    /** Takes all remaining tasks; fewer after a failure. */
    List<Task> takeAll() {
        if (!hasEnded) {
            driver.request(Long.MAX_VALUE);
        }
        while (!hasEnded) {
            runStep();
        }
        rethrow();
        List<Task> all = List.copyOf(tasks);
        tasks.clear();
        return all;
    }

    /** Returns the error that ended the iteration. */
    Option<TaskError> failure() {
        return failure;
    }

    /** Waits until a task is available or the iteration has ended. */
    private void fill() {
        if (tasks.isEmpty() && !hasEnded) {
            driver.request(1);
        }
        // Pages that arrived meanwhile are received at once, so that the pages behind them are fetched ahead.
        while (!hasEnded && (tasks.isEmpty() || !steps.isEmpty())) {
            runStep();
        }
        if (tasks.isEmpty()) {
            rethrow();
        }
    }

    private void runStep() {
        try {
            steps.take().run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            driver.cancel();
            end(new TaskError.Cancelled("the calling thread was interrupted", Option.some(interrupted)));
        }
    }

    private void rethrow() {
        if (thrown != null) {
            throw Rethrow.unchecked(thrown);
        }
    }

    @Override
    public boolean hasNext() {
        fill();
        if (tasks.isEmpty()) {
            failure.forEach(error -> {
                throw new TaskException(error);
            });
        }
        return !tasks.isEmpty();
    }

    @Override
    public Task next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more tasks");
        }
        return tasks.remove();
    }

    /** Cancels the calls in flight. Tasks that were received can still be taken; then the iteration ends with an error. */
    @Override
    public void close() {
        driver.cancel();
        // The driver takes no more steps, so the iteration would otherwise wait for them forever.
        steps.add(() -> end(CLOSED));
    }

    private void end(TaskError error) {
        if (!hasEnded) {
            hasEnded = true;
            failure = Option.some(driver.attempts().addTo(error));
        }
    }

    private final class Output implements OperationDriver.Output {
        @Override
        public void onTask(Task task) {
            tasks.add(task);
        }

        @Override
        public void onEnd(Option<TaskError> error) {
            hasEnded = true;
            failure = error;
        }

        @Override
        public void onThrown(Throwable cause) {
            hasEnded = true;
            thrown = cause;
        }
    }
}
