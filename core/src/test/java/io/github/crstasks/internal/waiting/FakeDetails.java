package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Details whose content the test sets. The reads are recorded. */
final class FakeDetails implements DetailsReader {
    /** The tasks whose details were requested. */
    final List<Task> requested = new ArrayList<>();

    final List<CompletableFuture<Either<TaskError, TaskDetails>>> readings = new ArrayList<>();
    private final Function<Task, CompletableFuture<Either<TaskError, TaskDetails>>> results;

    private FakeDetails(Function<Task, CompletableFuture<Either<TaskError, TaskDetails>>> results) {
        this.results = results;
    }

    /** Creates details whose readings stay in flight until the test completes them. */
    FakeDetails() {
        this(task -> new CompletableFuture<>());
    }

    /** Returns details whose readings a function starts. */
    static FakeDetails starting(Function<Task, CompletableFuture<Either<TaskError, TaskDetails>>> results) {
        return new FakeDetails(results);
    }

    /** Returns details whose readings complete at once. */
    static FakeDetails answering(Function<Task, Either<TaskError, TaskDetails>> results) {
        return new FakeDetails(task -> CompletableFuture.completedFuture(results.apply(task)));
    }

    @Override
    public Option<TaskError> refusal() {
        return Option.none();
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskDetails>> details(Task task) {
        requested.add(task);
        readings.add(results.apply(task));
        return readings.get(readings.size() - 1);
    }
}
