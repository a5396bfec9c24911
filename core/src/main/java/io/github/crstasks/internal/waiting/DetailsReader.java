package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** Reads the details of the tasks that failed; safe for use by any number of threads. */
public interface DetailsReader {
    /** Returns why the details of no task can be read; empty if they can. */
    Option<TaskError> refusal();

    /** Reads the details of a task; cancelling the future aborts the exchange. */
    CompletableFuture<Either<TaskError, TaskDetails>> details(Task task);
}
