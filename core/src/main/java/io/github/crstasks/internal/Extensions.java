package io.github.crstasks.internal;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

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

    /** Calls an extension that returns one of two values; what it throws is wrapped, and a null value counts as thrown. */
    public static <L, R> Either<L, R> either(String name, Callable<Either<L, R>> extension) {
        return call(name, () -> {
            Either<L, R> result = Objects.requireNonNull(extension.call(), "it returned null");
            Objects.requireNonNull(
                    result.isLeft() ? result.getLeft() : result.get(), "it returned null in " + side(result));
            return result;
        });
    }

    private static String side(Either<?, ?> result) {
        return result.isLeft() ? "Either.left" : "Either.right";
    }

    /**
     * Calls an asynchronous extension; whatever it throws or its future fails with is wrapped. Cancelling the returned
     * future cancels that of the extension.
     */
    public static <T> CompletableFuture<T> start(String name, Callable<CompletableFuture<T>> extension) {
        return start(name, extension, UnaryOperator.identity());
    }

    /** Starts an extension, and replaces what it throws by what the caller may see of it. */
    public static <T> CompletableFuture<T> start(
            String name, Callable<CompletableFuture<T>> extension, UnaryOperator<Throwable> redaction) {
        CompletableFuture<T> future;
        try {
            future = Objects.requireNonNull(extension.call(), "it returned null");
        } catch (Throwable thrown) {
            throw new ExtensionException(name, redaction.apply(thrown));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        result.whenComplete((value, cancelled) -> future.cancel(true));
        try {
            future.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(new ExtensionException(name, redaction.apply(thrown)));
                }
            });
        } catch (Throwable thrownByFuture) {
            // A CompletableFuture calls toString() of its exception, which may throw.
            result.completeExceptionally(new ExtensionException(name, redaction.apply(thrownByFuture)));
        }
        return result;
    }

    /**
     * Notifies a listener, which cannot affect a call: what it throws is logged at debug level.
     *
     * @param listener names it in the log, for example {@code a listener}
     */
    public static void notifyListener(String listener, Runnable notification) {
        try {
            notification.run();
        } catch (Throwable thrown) {
            log(listener + " threw an exception", thrown);
        }
    }

    private static void log(String message, Throwable thrown) {
        try {
            System.getLogger("io.github.crstasks").log(System.Logger.Level.DEBUG, message, thrown);
        } catch (Throwable thrownByLogger) {
            // A logger formats the exception, whose methods may throw in turn.
        }
    }

    /** Carries an exception of an extension to the call that used it. */
    public static final class ExtensionException extends RuntimeException {
        private final String extension;
        private final Throwable thrown;

        ExtensionException(String extension, Throwable thrown) {
            // Not the text of the exception, because its toString() may throw in turn.
            super(extension, thrown);
            this.extension = extension;
            this.thrown = thrown;
        }

        /** Returns what the extension threw. */
        public Throwable thrown() {
            return thrown;
        }

        /** Returns the error for the caller. */
        public TaskError error() {
            return new TaskError.ExtensionFailed(extension, Option.some(thrown));
        }
    }
}
