package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError.Invalid;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How often a list is read again: the pause after the n-th poll is {@code firstPause} times {@code factor} to the power of
 * n-1, of {@code longestPause} at the most, less a random part of up to {@code jitter}.
 *
 * <p>In company a poll may come earlier: one that another wait or watch of the client needs brings along those of which
 * half the pause is over, and their next pause begins with it.
 *
 * <p>Immutable, and safe for use by any number of threads if its source of randomness is.
 *
 * @param firstPause how long to wait between the first poll and the second; positive, at most 1 day
 * @param factor by how much each pause is longer than the one before; 1 or more
 * @param longestPause the most that is waited between two polls; {@code firstPause} to 1 day
 * @param jitter the part of a pause that chance may take off; 0 or more, less than 1
 * @param random draws how much of that part is taken off, 0 to 1
 */
public record Polling(Duration firstPause, double factor, Duration longestPause, double jitter, DoubleSupplier random) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Polling STANDARD = new Polling(
            Duration.ofSeconds(2),
            1.5,
            Duration.ofSeconds(30),
            0.2,
            () -> ThreadLocalRandom.current().nextDouble());

    /**
     * Checks the ranges.
     *
     * @param firstPause how long to wait between the first poll and the second
     * @param factor by how much each pause is longer than the one before
     * @param longestPause the most that is waited between two polls
     * @param jitter the part of a pause that chance may take off
     * @param random draws how much of that part is taken off
     * @throws IllegalArgumentException if one is out of its range
     */
    public Polling {
        Invalid.unless(
                firstPause.compareTo(Duration.ZERO) > 0 && firstPause.compareTo(LONGEST) <= 0,
                "firstPause",
                firstPause,
                "positive, at most " + LONGEST);
        Invalid.unless(factor >= 1 && factor < Double.POSITIVE_INFINITY, "factor", factor, "1 or more, and finite");
        Invalid.unless(
                longestPause.compareTo(firstPause) >= 0 && longestPause.compareTo(LONGEST) <= 0,
                "longestPause",
                longestPause,
                firstPause + ".." + LONGEST);
        Invalid.unless(jitter >= 0 && jitter < 1, "jitter", jitter, "0 or more, less than 1");
    }

    /**
     * What suits tasks that take minutes.
     *
     * @return pauses of 2 seconds that grow by half up to 30 seconds, less up to a fifth
     */
    public static Polling standard() {
        return STANDARD;
    }

    /**
     * The same at one steady interval.
     *
     * @param pause how long to wait between two polls
     * @return the changed copy
     */
    public Polling every(Duration pause) {
        return new Polling(pause, 1, pause, jitter, random);
    }

    /**
     * The same with other pauses.
     *
     * @param first how long to wait between the first poll and the second
     * @param times by how much each pause is longer than the one before
     * @param longest the most that is waited between two polls
     * @return the changed copy
     */
    public Polling withPauses(Duration first, double times, Duration longest) {
        return new Polling(first, times, longest, jitter, random);
    }

    /**
     * The same with another part left to chance.
     *
     * @param part the part of a pause that chance may take off; 0 for none
     * @return the changed copy
     */
    public Polling withJitter(double part) {
        return new Polling(firstPause, factor, longestPause, part, random);
    }

    /** How long to wait after so many polls. */
    Duration pauseAfter(int polls) {
        double most = Math.min(firstPause.toNanos() * Math.pow(factor, polls - 1.0), (double) longestPause.toNanos());
        return Duration.ofNanos((long) (most * (1 - jitter * random.getAsDouble())));
    }
}
