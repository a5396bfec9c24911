package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.execution.SlidingWindowRateLimiter;
import java.time.Duration;

/**
 * Limits the rate of calls; safe for use by any number of threads at once.
 *
 * <p>A limiter never blocks: it returns a delay, and the client delays the call. A limiter that several processes share can
 * replace the built-in one.
 */
@FunctionalInterface
public interface RateLimiter {
    /** The rate of page calls that the service allows an account: 100 calls a second. */
    int DEFAULT_CALLS_PER_SECOND = 100;

    /** The rate of calls for the details of a task that the service allows an account: 20 calls a second. */
    int DEFAULT_DETAILS_CALLS_PER_SECOND = 20;

    /**
     * Reserves the next permit. The permit stays reserved even if the call is never sent.
     *
     * @return the delay until the call may be sent; a negative one counts as zero
     */
    Duration reserve();

    /**
     * Creates an in-process limiter that allows a number of calls in any window of one second. The calls of a window may be
     * sent in a burst.
     *
     * @param calls the number of calls, 1..2147483647
     * @return a new limiter
     * @throws IllegalArgumentException if {@code calls} is less than 1
     */
    static RateLimiter perSecond(int calls) {
        Invalid.unless(calls >= 1, "calls", calls, "1.." + Integer.MAX_VALUE);
        return new SlidingWindowRateLimiter(calls, System::nanoTime);
    }

    /**
     * Returns the limiter that never delays a call.
     *
     * @return a limiter without a limit
     */
    static RateLimiter unlimited() {
        return () -> Duration.ZERO;
    }
}
