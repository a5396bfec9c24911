package io.github.crstasks.internal;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Calls extensions of the client, such as a credentials provider, and wraps their exceptions in one that names the
 * extension.
 */
public final class Extensions {
    private Extensions() {}

    /** Calls an extension; whatever it throws, checked exceptions and errors included, is wrapped. */
    public static <T> T call(String name, Callable<T> extension) {
        try {
            return Objects.requireNonNull(extension.call(), "it returned null");
        } catch (Throwable thrown) {
            throw new ExtensionException(name, thrown);
        }
    }

    /**
     * Calls an asynchronous extension; whatever it throws or its future fails with is wrapped. Cancelling the returned
     * future cancels that of the extension.
     */
    public static <T> CompletableFuture<T> start(String name, Callable<CompletableFuture<T>> extension) {
        CompletableFuture<T> future = call(name, extension);
        CompletableFuture<T> result = new CompletableFuture<>();
        result.whenComplete((value, cancelled) -> future.cancel(true));
        future.whenComplete((value, thrown) -> {
            if (thrown == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(new ExtensionException(name, thrown));
            }
        });
        return result;
    }

    /** Carries an exception of an extension to the call that used it. */
    public static final class ExtensionException extends RuntimeException {
        private final String extension;
        private final Throwable thrown;

        ExtensionException(String extension, Throwable thrown) {
            super(extension + " threw " + thrown, thrown);
            this.extension = extension;
            this.thrown = thrown;
        }

        /** Returns the error for the caller. */
        public TaskError error() {
            return new TaskError.ExtensionFailed(extension, Option.some(thrown));
        }
    }
}
