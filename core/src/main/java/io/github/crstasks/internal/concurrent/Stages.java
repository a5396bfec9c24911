package io.github.crstasks.internal.concurrent;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Joins futures. Unlike the methods of {@link CompletableFuture}, passes on cancellation, and exceptions unchanged. */
public final class Stages {
    private Stages() {}

    /** Continues a stage with another one; cancelling the result cancels the stage in progress. */
    public static <T, R> CompletableFuture<R> then(CompletableFuture<T> stage, Function<T, CompletableFuture<R>> next) {
        CompletableFuture<R> result = new CompletableFuture<>();
        result.whenComplete((value, cancelled) -> stage.cancel(true));
        stage.whenComplete((value, thrown) -> {
            if (thrown != null) {
                result.completeExceptionally(Rethrow.describable(thrown));
            } else if (!result.isDone()) {
                copy(() -> next.apply(value), result);
            }
        });
        return result;
    }

    /** Applies a function to the value of a stage. */
    public static <T, R> CompletableFuture<R> map(CompletableFuture<T> stage, Function<T, R> function) {
        return then(stage, value -> CompletableFuture.completedFuture(function.apply(value)));
    }

    /** Completes a result with the outcome of a stage, which may throw instead. */
    public static <T> void copy(Start<T> start, CompletableFuture<T> result) {
        CompletableFuture<T> stage;
        try {
            stage = Objects.requireNonNull(start.start(), "it returned null");
        } catch (Throwable thrown) {
            result.completeExceptionally(Rethrow.describable(thrown));
            return;
        }
        result.whenComplete((value, cancelled) -> stage.cancel(true));
        try {
            stage.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(Rethrow.describable(thrown));
                }
            });
        } catch (Throwable thrownByFuture) {
            // A CompletableFuture calls toString() of its exception, which may throw.
            result.completeExceptionally(Rethrow.describable(thrownByFuture));
        }
    }

    /** Starts a stage. */
    @FunctionalInterface
    public interface Start<T> {
        /** Returns the stage in progress. */
        CompletableFuture<T> start();
    }
}
