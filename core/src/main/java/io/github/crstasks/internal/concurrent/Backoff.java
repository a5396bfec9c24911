package io.github.crstasks.internal.concurrent;

import java.time.Duration;

/**
 * Exponentially growing delays.
 *
 * @param initial the first delay
 * @param multiplier the ratio of each delay to the one before; 1 or more
 * @param max the longest delay
 */
public record Backoff(Duration initial, double multiplier, Duration max) {
    /**
     * Returns a delay, saturated at {@code max}.
     *
     * @param attempt 1 for the first delay
     */
    public Duration delay(int attempt) {
        double nanos = nanos(initial) * Math.pow(multiplier, attempt - 1.0);
        return nanos >= nanos(max) ? max : ofNanos(nanos);
    }

    /**
     * Returns a fraction of a delay.
     *
     * @param delay zero or more
     * @param fraction 0 to 1
     */
    public static Duration scale(Duration delay, double fraction) {
        return ofNanos(nanos(delay) * fraction);
    }

    private static Duration ofNanos(double nanos) {
        // Beyond the range of a long, whole seconds are exact enough.
        return nanos < Long.MAX_VALUE ? Duration.ofNanos((long) nanos) : Duration.ofSeconds((long) (nanos / 1e9));
    }

    private static double nanos(Duration duration) {
        return duration.getSeconds() * 1e9 + duration.getNano();
    }
}
