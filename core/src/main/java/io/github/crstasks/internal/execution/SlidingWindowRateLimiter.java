package io.github.crstasks.internal.execution;

import io.github.crstasks.RateLimiter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Grants at most {@code permits} permits in any window of one second: each permit is at least one second later than the
 * permit that precedes it by {@code permits}.
 */
public final class SlidingWindowRateLimiter implements RateLimiter {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int permits;
    private final LongSupplier nanoTime;
    /** The times of the permits that can still delay others, oldest first; at most {@code permits} of them. */
    private final Deque<Long> grantTimes = new ArrayDeque<>();

    /**
     * Creates a limiter.
     *
     * @param permits how many permits to grant in any second; positive
     * @param nanoTime a monotonic clock
     */
    public SlidingWindowRateLimiter(int permits, LongSupplier nanoTime) {
        this.permits = permits;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized Duration reserve() {
        long now = nanoTime.getAsLong();
        while (!grantTimes.isEmpty() && now - grantTimes.getFirst() >= SECOND) {
            grantTimes.removeFirst();
        }
        long grantTime = grantTimes.size() < permits ? now : grantTimes.removeFirst() + SECOND;
        grantTimes.addLast(grantTime);
        return Duration.ofNanos(grantTime - now);
    }
}
