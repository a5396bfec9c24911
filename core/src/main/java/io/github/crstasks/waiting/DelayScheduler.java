package io.github.crstasks.waiting;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * The monotonic time of a client and its delays: between the attempts of a call, between polls, and for the rate limit.
 * Independent of the clock of signatures, which may be set and corrected.
 *
 * <p>Safe for use by any number of threads at once.
 */
public interface DelayScheduler {
    /**
     * Returns the current monotonic time.
     *
     * @return nanoseconds since an arbitrary moment; only differences have a meaning
     */
    long nanoTime();

    /**
     * Starts a delay without blocking a thread.
     *
     * @param delay zero or more
     * @return a future that completes with null when the delay has passed; cancelling it releases its resources
     */
    CompletableFuture<Void> after(Duration delay);
}
