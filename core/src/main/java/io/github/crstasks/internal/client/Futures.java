package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.concurrent.Stages;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Supplier;

/** Composes futures of results so that cancelling the composition cancels the step in flight, and waits for them. */
final class Futures {
    private Futures() {}

    /** Starts a call; what that throws, such as a stack overflow while a deep query is planned, fails the future. */
    static <T> CompletableFuture<T> of(Supplier<CompletableFuture<T>> call) {
        try {
            return call.get();
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    /**
     * Runs a call on the calling thread; interrupting the thread cancels the call.
     *
     * @param call starts the call, which counts its attempts in the given operation
     */
    static <T> Either<TaskError, T> await(Function<OperationAttempts, CompletableFuture<Either<TaskError, T>>> call) {
        if (Thread.currentThread().isInterrupted()) {
            return Either.left(interrupted(Option.none()));
        }
        OperationAttempts operation = new OperationAttempts();
        CompletableFuture<Either<TaskError, T>> outcome = call.apply(operation);
        CountDownLatch ended = new CountDownLatch(1);
        outcome.whenComplete((result, thrown) -> ended.countDown());
        try {
            ended.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            outcome.complete(Either.left(operation.addTo(interrupted(Option.some(interrupted)))));
        }
        return Rethrow.resultOf(outcome);
    }

    private static TaskError interrupted(Option<Throwable> cause) {
        return new TaskError.Cancelled("the calling thread was interrupted", cause);
    }

    /** Maps a successful result. */
    static <E, T, R> CompletableFuture<Either<E, R>> map(
            CompletableFuture<Either<E, T>> future, Function<T, R> function) {
        return Stages.map(future, outcome -> outcome.map(function));
    }

    /** Continues with another step after a successful result. */
    static <E, T, R> CompletableFuture<Either<E, R>> flatMap(
            CompletableFuture<Either<E, T>> first, Function<T, CompletableFuture<Either<E, R>>> next) {
        return Stages.then(
                first, outcome -> outcome.fold(error -> CompletableFuture.completedFuture(Either.left(error)), next));
    }
}
