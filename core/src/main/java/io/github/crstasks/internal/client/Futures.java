package io.github.crstasks.internal.client;

import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Composes futures of results so that cancelling the composition cancels the step in flight. */
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

    /** Maps a successful result. */
    static <E, T, R> CompletableFuture<Either<E, R>> map(
            CompletableFuture<Either<E, T>> future, Function<T, R> function) {
        return flatMap(future, value -> CompletableFuture.completedFuture(Either.right(function.apply(value))));
    }

    /** Continues with another step after a successful result. */
    static <E, T, R> CompletableFuture<Either<E, R>> flatMap(
            CompletableFuture<Either<E, T>> first, Function<T, CompletableFuture<Either<E, R>>> next) {
        CompletableFuture<Either<E, R>> result = new CompletableFuture<>();
        cancelWith(result, first);
        first.whenComplete((outcome, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(thrown);
            } else if (outcome.isLeft()) {
                result.complete(Either.left(outcome.getLeft()));
            } else {
                try {
                    follow(result, next.apply(outcome.get()));
                } catch (Throwable thrownByNext) {
                    result.completeExceptionally(thrownByNext);
                }
            }
        });
        return result;
    }

    private static <T> void follow(CompletableFuture<T> result, CompletableFuture<T> last) {
        cancelWith(result, last);
        last.whenComplete((outcome, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(thrown);
            } else {
                result.complete(outcome);
            }
        });
    }

    private static void cancelWith(CompletableFuture<?> result, CompletableFuture<?> step) {
        result.whenComplete((outcome, thrown) -> step.cancel(true));
    }
}
