package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
import java.time.Duration;

/**
 * Keeps calls to a rate; safe for use by any number of threads at once.
 *
 * <p>It never blocks: it says how long to wait, and the client waits, on the calling thread or without one. So a limiter
 * that many processes share can stand in its place.
 */
@FunctionalInterface
public interface RateLimiter {
    /** What the service allows an account: 100 calls a second. */
    int DEFAULT_CALLS_PER_SECOND = 100;

    /**
     * Takes the next free place in line, which is then taken even if the call is never made.
     *
     * @return how long to wait for it, zero or more
     */
    Duration reserve();

    /**
     * Up to so many calls in any second, at once if they come at once.
     *
     * @param calls 1..2147483647
     * @return a limiter of this process alone
     * @throws IllegalArgumentException if the number is less than 1
     */
    static RateLimiter perSecond(int calls) {
        Invalid.unless(calls >= 1, "calls per second", calls, "1.." + Integer.MAX_VALUE);
        return dev.failsafe.RateLimiter.burstyBuilder(calls, Duration.ofSeconds(1))
                .build()::reservePermit;
    }

    /**
     * No limit.
     *
     * @return a limiter that never waits
     */
    static RateLimiter unlimited() {
        return () -> Duration.ZERO;
    }
}
