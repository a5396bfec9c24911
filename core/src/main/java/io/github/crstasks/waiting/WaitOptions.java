package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.format.Durations;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * The options of a wait: how many tasks to wait for, for how long, and whether to fetch why tasks failed.
 *
 * <pre>{@code
 * WaitOptions options = WaitOptions.defaults().withTimeout(Duration.ofMinutes(10));
 * }</pre>
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@GeneratedValue
@Value.Immutable
public abstract class WaitOptions {
    WaitOptions() {}

    /**
     * Returns the default options.
     *
     * @return one task, a timeout of 1 hour, of which 5 minutes for the task to appear, and no reasons
     */
    public static WaitOptions defaults() {
        return builder().build();
    }

    /**
     * Creates a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return ImmutableWaitOptions.builder();
    }

    /**
     * Returns how many tasks must match at least.
     *
     * @return 1..2147483647, by default 1
     */
    @Value.Default
    public int expectedCount() {
        return 1;
    }

    /**
     * Returns the longest time of the whole wait, including a poll in flight.
     *
     * @return positive, by default 1 hour
     */
    @Value.Default
    public Duration timeout() {
        return Duration.ofHours(1);
    }

    /**
     * Returns the time within which the expected number of tasks must appear. The first poll that is answered later and
     * returns fewer tasks ends the wait.
     *
     * @return zero or more, by default 5 minutes
     */
    @Value.Default
    public Duration appearTimeout() {
        return Duration.ofMinutes(5);
    }

    /**
     * Returns how often the list is polled.
     *
     * @return {@link PollSchedule#defaults()} by default
     */
    @Value.Default
    public PollSchedule pollSchedule() {
        return PollSchedule.defaults();
    }

    /**
     * Returns whether to fetch why tasks failed before the wait completes, within what remains of {@link #timeout()}. API 2.0
     * cannot tell: the wait ends at once.
     *
     * @return false by default; if true, {@link WaitOutcome.Completed#reasons()} has them and
     *     {@link WaitOutcome.Completed#message()} mentions them
     */
    @Value.Default
    public boolean reasons() {
        return false;
    }

    /**
     * Returns a copy with another value of {@link #expectedCount()}.
     *
     * @param expectedCount 1..2147483647
     * @return the copy
     */
    public abstract WaitOptions withExpectedCount(int expectedCount);

    /**
     * Returns a copy with another value of {@link #timeout()}.
     *
     * @param timeout positive
     * @return the copy
     */
    public abstract WaitOptions withTimeout(Duration timeout);

    /**
     * Returns a copy with another value of {@link #appearTimeout()}.
     *
     * @param appearTimeout zero or more
     * @return the copy
     */
    public abstract WaitOptions withAppearTimeout(Duration appearTimeout);

    /**
     * Returns a copy with another value of {@link #pollSchedule()}.
     *
     * @param pollSchedule the intervals between polls
     * @return the copy
     */
    public abstract WaitOptions withPollSchedule(PollSchedule pollSchedule);

    /**
     * Returns a copy with another value of {@link #reasons()}.
     *
     * @param reasons true to fetch the reasons
     * @return the copy
     */
    public abstract WaitOptions withReasons(boolean reasons);

    @Value.Check
    void check() {
        Invalid.unless(expectedCount() >= 1, "expectedCount", expectedCount(), "1.." + Integer.MAX_VALUE);
        Invalid.unless(timeout().compareTo(Duration.ZERO) > 0, "timeout", timeout(), "positive");
        Invalid.unless(!appearTimeout().isNegative(), "appearTimeout", appearTimeout(), "zero or more");
    }

    @Override
    public String toString() {
        return "WaitOptions[expectedCount=" + expectedCount() + ", timeout=" + Durations.text(timeout())
                + ", appearTimeout=" + Durations.text(appearTimeout()) + ", pollSchedule=" + pollSchedule()
                + ", reasons=" + reasons() + "]";
    }

    /** Builds {@link WaitOptions}. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of options.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(WaitOptions instance);

        /**
         * Sets how many tasks must match at least. Defaults to 1.
         *
         * @param expectedCount 1..2147483647
         * @return this builder
         */
        public abstract Builder expectedCount(int expectedCount);

        /**
         * Sets the longest time of the whole wait, including a poll in flight. Defaults to 1 hour.
         *
         * @param timeout positive
         * @return this builder
         */
        public abstract Builder timeout(Duration timeout);

        /**
         * Sets the time within which the expected number of tasks must appear. Defaults to 5 minutes.
         *
         * @param appearTimeout zero or more
         * @return this builder
         */
        public abstract Builder appearTimeout(Duration appearTimeout);

        /**
         * Sets how often the list is polled. Defaults to {@link PollSchedule#defaults()}.
         *
         * @param pollSchedule the intervals between polls
         * @return this builder
         */
        public abstract Builder pollSchedule(PollSchedule pollSchedule);

        /**
         * Sets whether to fetch why tasks failed before the wait completes. Defaults to false.
         *
         * @param reasons true to fetch the reasons
         * @return this builder
         */
        public abstract Builder reasons(boolean reasons);

        /**
         * Builds the options.
         *
         * @return the options
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public abstract WaitOptions build();
    }
}
