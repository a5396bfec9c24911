package io.github.crstasks.tests.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.waiting.DetailsReader;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** The details of waits without reasons, which never read them. */
final class NoDetails implements DetailsReader {
    @Override
    public Option<TaskError> refusal() {
        return Option.none();
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskDetails>> details(Task task) {
        throw new AssertionError("the wait has no reasons, but reads the details of " + task);
    }
}
