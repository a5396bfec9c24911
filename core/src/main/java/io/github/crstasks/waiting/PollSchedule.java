package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.format.Durations;
import java.time.Duration;
import java.util.Objects;
import org.immutables.value.Value;

/**
 * The intervals at which a list is polled. The interval after the n-th poll is {@link #initialInterval()} times
 * {@link #multiplier()} to the power of n-1, limited to {@link #maxInterval()}, less a random part of up to
 * {@link #jitter()}.
 *
 * <p>A poll may be early: when another wait or watch of the client polls, every poll that has waited for at least half of
 * its interval joins it. The next interval then starts early too.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@GeneratedValue
@Value.Immutable
public abstract class PollSchedule {
    private static final Duration MAX_INTERVAL = Duration.ofDays(1);

    PollSchedule() {}

    /**
     * Returns the default schedule, for tasks that take minutes.
     *
     * @return intervals of 2 seconds that grow by half up to 30 seconds, less up to a fifth
     */
    public static PollSchedule defaults() {
        return builder().build();
    }

    /**
     * Returns a schedule of equal intervals.
     *
     * @param interval the time between two polls; positive, at most 1 day
     * @return intervals of this length, less up to a fifth
     */
    public static PollSchedule of(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        return builder()
                .initialInterval(interval)
                .multiplier(1)
                .maxInterval(interval)
                .build();
    }

    /**
     * Creates a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return ImmutablePollSchedule.builder();
    }

    /**
     * Returns the interval between the first poll and the second.
     *
     * @return positive, at most 1 day; by default 2 seconds
     */
    @Value.Default
    public Duration initialInterval() {
        return Duration.ofSeconds(2);
    }

    /**
     * Returns the ratio of each interval to the one before.
     *
     * @return 1 or more, by default 1.5
     */
    @Value.Default
    public double multiplier() {
        return 1.5;
    }

    /**
     * Returns the longest interval.
     *
     * @return {@link #initialInterval()} to 1 day; by default 30 seconds
     */
    @Value.Default
    public Duration maxInterval() {
        return Duration.ofSeconds(30);
    }

    /**
     * Returns the largest part of an interval that is subtracted at random.
     *
     * @return 0 or more, less than 1; by default 0.2
     */
    @Value.Default
    public double jitter() {
        return 0.2;
    }

    /**
     * Returns a copy with another value of {@link #initialInterval()}.
     *
     * @param initialInterval positive, at most 1 day
     * @return the copy
     */
    public abstract PollSchedule withInitialInterval(Duration initialInterval);

    /**
     * Returns a copy with another value of {@link #multiplier()}.
     *
     * @param multiplier 1 or more, and finite
     * @return the copy
     */
    public abstract PollSchedule withMultiplier(double multiplier);

    /**
     * Returns a copy with another value of {@link #maxInterval()}.
     *
     * @param maxInterval the initial interval to 1 day
     * @return the copy
     */
    public abstract PollSchedule withMaxInterval(Duration maxInterval);

    /**
     * Returns a copy with another value of {@link #jitter()}.
     *
     * @param jitter 0 or more, less than 1
     * @return the copy
     */
    public abstract PollSchedule withJitter(double jitter);

    @Value.Check
    void check() {
        Invalid.unless(
                initialInterval().compareTo(Duration.ZERO) > 0
                        && initialInterval().compareTo(MAX_INTERVAL) <= 0,
                "initialInterval",
                initialInterval(),
                "positive, at most " + Durations.text(MAX_INTERVAL));
        Invalid.unless(
                multiplier() >= 1 && multiplier() < Double.POSITIVE_INFINITY,
                "multiplier",
                multiplier(),
                "1 or more, and finite");
        Invalid.unless(
                maxInterval().compareTo(initialInterval()) >= 0 && maxInterval().compareTo(MAX_INTERVAL) <= 0,
                "maxInterval",
                maxInterval(),
                Durations.text(initialInterval()) + ".." + Durations.text(MAX_INTERVAL));
        Invalid.unless(jitter() >= 0 && jitter() < 1, "jitter", jitter(), "0 or more, less than 1");
    }

    @Override
    public String toString() {
        return "PollSchedule[initialInterval=" + Durations.text(initialInterval()) + ", multiplier=" + multiplier()
                + ", maxInterval=" + Durations.text(maxInterval()) + ", jitter=" + jitter() + "]";
    }

    /** Builds a {@link PollSchedule}. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of a schedule.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(PollSchedule instance);

        /**
         * Sets the interval between the first poll and the second. Defaults to 2 seconds.
         *
         * @param initialInterval positive, at most 1 day
         * @return this builder
         */
        public abstract Builder initialInterval(Duration initialInterval);

        /**
         * Sets the ratio of each interval to the one before. Defaults to 1.5.
         *
         * @param multiplier 1 or more, and finite
         * @return this builder
         */
        public abstract Builder multiplier(double multiplier);

        /**
         * Sets the longest interval. Defaults to 30 seconds.
         *
         * @param maxInterval the initial interval to 1 day
         * @return this builder
         */
        public abstract Builder maxInterval(Duration maxInterval);

        /**
         * Sets the largest part of an interval that is subtracted at random. Defaults to 0.2.
         *
         * @param jitter 0 or more, less than 1
         * @return this builder
         */
        public abstract Builder jitter(double jitter);

        /**
         * Builds the schedule.
         *
         * @return the schedule
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public abstract PollSchedule build();
    }
}
