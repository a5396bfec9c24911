package io.github.crstasks.internal.execution;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.Extensions;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the attempts of all calls of an operation, so that an error that ends the operation, and not one of its calls, names
 * them too.
 *
 * <p>Safe for use by any number of threads.
 */
public final class OperationAttempts {
    private final AtomicInteger count = new AtomicInteger();
    private volatile Option<Start> start = Option.none();

    private record Start(ClientSettings settings, long nanoTime) {
        TaskError.Attempts attempts(int count) {
            Duration elapsed = Duration.ofNanos(Math.max(settings.scheduler().nanoTime() - nanoTime, 0));
            return new TaskError.Attempts(count, elapsed, settings.endpoint().toString());
        }
    }

    /** Records the start of a call. The operation starts with its first call. */
    synchronized void callStarted(ClientSettings settings, long nanoTime) {
        start = start.orElse(Option.some(new Start(settings, nanoTime)));
    }

    /** Records an attempt of a call that has started. */
    void attemptStarted() {
        count.incrementAndGet();
    }

    /** Returns an error that ends the operation with the attempts of its calls, unless it has those of its own call. */
    public TaskError addTo(TaskError error) {
        int attempts = count.get();
        if (attempts == 0 || error.attempts().count() > 0) {
            return error;
        }
        try {
            return start.map(first -> error.withAttempts(first.attempts(attempts)))
                    .getOrElse(error);
        } catch (Extensions.ExtensionException schedulerFailed) {
            // The operation must end all the same.
            return error;
        }
    }
}
