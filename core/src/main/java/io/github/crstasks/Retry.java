package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often and how patiently a call is made again when that can help; every attempt is signed afresh.
 *
 * <p>Before attempt n+1 the client waits a random part of {@code firstWait} times 2 to the power of n-1, of
 * {@code longestWait} at the most (full jitter), but never less than a {@code Retry-After} of the service asks for. An
 * attempt that would only start after {@code totalTime} is not made.
 *
 * <p>Immutable, and safe for use by any number of threads if its source of randomness is.
 *
 * @param attempts how many times a call is made at the most, the first time included; 1..2147483647
 * @param firstWait the most that is waited before the second attempt; zero or more
 * @param longestWait the most that is waited before any attempt; not less than {@code firstWait}
 * @param totalTime the time within which all attempts must begin; positive
 * @param jitter draws the part of a wait that is waited, 0 to 1
 */
public record Retry(int attempts, Duration firstWait, Duration longestWait, Duration totalTime, DoubleSupplier jitter) {
    /**
     * Checks the settings.
     *
     * @param attempts how many times a call is made at the most
     * @param firstWait the most that is waited before the second attempt
     * @param longestWait the most that is waited before any attempt
     * @param totalTime the time within which all attempts must begin
     * @param jitter draws the part of a wait that is waited
     * @throws IllegalArgumentException if one is out of its range
     */
    public Retry {
        Invalid.unless(attempts >= 1, "attempts", attempts, "1.." + Integer.MAX_VALUE);
        Invalid.unless(!firstWait.isNegative(), "firstWait", firstWait, "zero or more");
        Invalid.unless(longestWait.compareTo(firstWait) >= 0, "longestWait", longestWait, firstWait + " or more");
        Invalid.unless(!totalTime.isNegative() && !totalTime.isZero(), "totalTime", totalTime, "positive");
    }

    /**
     * Five attempts within a minute, with waits of up to 200 ms that double up to 5 s.
     *
     * @return the default
     */
    public static Retry standard() {
        return new Retry(
                5,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * One attempt, whatever comes of it.
     *
     * @return the way to retry by other means
     */
    public static Retry none() {
        return standard().withAttempts(1);
    }

    /**
     * The same with another number of attempts.
     *
     * @param number 1..2147483647
     * @return the settings
     */
    public Retry withAttempts(int number) {
        return new Retry(number, firstWait, longestWait, totalTime, jitter);
    }

    /**
     * The same with other waits.
     *
     * @param first the most that is waited before the second attempt
     * @param longest the most that is waited before any attempt
     * @return the settings
     */
    public Retry withWaits(Duration first, Duration longest) {
        return new Retry(attempts, first, longest, totalTime, jitter);
    }

    /**
     * The same within another time.
     *
     * @param time the time within which all attempts must begin
     * @return the settings
     */
    public Retry within(Duration time) {
        return new Retry(attempts, firstWait, longestWait, time, jitter);
    }

    /** How long to wait after this many attempts. */
    Duration waitAfter(int made) {
        double most = Math.min(firstWait.toNanos() * Math.pow(2, made - 1.0), (double) longestWait.toNanos());
        return Duration.ofNanos((long) (most * jitter.getAsDouble()));
    }
}
