package io.github.crstasks.internal.client;

import io.github.crstasks.TaskClientListener.Call;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.execution.CallExecutor;
import io.github.crstasks.internal.execution.ClientSettings;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.github.crstasks.internal.execution.ServiceCall;
import io.github.crstasks.internal.waiting.DetailsReader;
import io.github.crstasks.internal.wire.ServiceRequest;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;

/** Reads the details of tasks without blocking a thread. What is invalid is refused before anything is sent. */
final class AsyncDetailsReader implements DetailsReader {
    private static final TaskError NO_DETAILS = new TaskError.Invalid(
            "protocol", "API 2.0", "API 3.0, which has the details of tasks: use .protocol(ApiV3.create())");

    private final ClientSettings settings;
    private final CallExecutor executor;

    AsyncDetailsReader(ClientSettings settings, CallExecutor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    @Override
    public Option<TaskError> refusal() {
        return Option.when(settings.codec().details().isEmpty(), NO_DETAILS);
    }

    @Override
    public CompletableFuture<Either<TaskError, TaskDetails>> details(Task task) {
        return details(task, new OperationAttempts());
    }

    CompletableFuture<Either<TaskError, TaskDetails>> details(Task task, OperationAttempts operation) {
        return refusal()
                .orElse(() -> Option.when(task.taskId().isEmpty(), () -> withoutId(task)))
                .map(AsyncDetailsReader::refused)
                .getOrElse(() -> details(task.taskId().get(), task.type(), operation));
    }

    private static TaskError withoutId(Task task) {
        return new TaskError.Invalid(
                "task", task.toString(), "one with a taskId, as a client with .protocol(ApiV3.create()) lists it");
    }

    CompletableFuture<Either<TaskError, TaskDetails>> details(long taskId, OperationAttempts operation) {
        return details(taskId, TaskType.UNKNOWN_TYPE, operation);
    }

    private CompletableFuture<Either<TaskError, TaskDetails>> details(
            long taskId, TaskType listedType, OperationAttempts operation) {
        return settings.codec()
                .details()
                .toEither(NO_DETAILS)
                .filterOrElse(
                        codec -> taskId >= 0,
                        codec -> new TaskError.Invalid("taskId", Long.toString(taskId), "0.." + Long.MAX_VALUE))
                .fold(
                        AsyncDetailsReader::refused,
                        codec -> execute(taskId, codec.request(taskId, listedType), operation));
    }

    private CompletableFuture<Either<TaskError, TaskDetails>> execute(
            long taskId, ServiceRequest<TaskDetails> request, OperationAttempts operation) {
        return executor.execute(
                new ServiceCall<>(new Call.Details(taskId), request, settings.detailsRateLimiter(), operation),
                Option.none());
    }

    private static CompletableFuture<Either<TaskError, TaskDetails>> refused(TaskError error) {
        return CompletableFuture.completedFuture(Either.left(error));
    }
}
