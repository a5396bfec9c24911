package io.github.crstasks;

import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.format.Durations;
import java.time.Duration;
import org.immutables.value.Value;

/**
 * Configures how often and after which delays a failed call is retried. Every attempt is signed afresh.
 *
 * <p>The delay before attempt n+1 is a random fraction (full jitter) of {@link #initialDelay()} times 2 to the power of n-1,
 * limited to {@link #maxDelay()}, but never less than the {@code Retry-After} of a response. No retry begins after
 * {@link #maxDuration()}. Delays of any length are allowed; beyond 292 years they are saturated.
 *
 * <pre>{@code
 * RetryPolicy patient = RetryPolicy.defaults().withMaxAttempts(10).withMaxDuration(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>Immutable and safe for use by any number of threads.
 */
@GeneratedValue
@Value.Immutable
public abstract class RetryPolicy {
    RetryPolicy() {}

    /**
     * Returns the default policy.
     *
     * @return 5 attempts within 1 minute, with delays of up to 200 ms that double up to 5 s
     */
    public static RetryPolicy defaults() {
        return builder().build();
    }

    /**
     * Returns the policy that never retries.
     *
     * @return 1 attempt
     */
    public static RetryPolicy none() {
        return builder().maxAttempts(1).build();
    }

    /**
     * Creates a builder with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return ImmutableRetryPolicy.builder();
    }

    /**
     * Returns how many attempts a call may take, including the first.
     *
     * @return 1..2147483647, by default 5
     */
    @Value.Default
    public int maxAttempts() {
        return 5;
    }

    /**
     * Returns the longest delay before the second attempt.
     *
     * @return zero or more, by default 200 ms
     */
    @Value.Default
    public Duration initialDelay() {
        return Duration.ofMillis(200);
    }

    /**
     * Returns the longest delay before any attempt, unless the {@code Retry-After} of a response is longer.
     *
     * @return {@link #initialDelay()} or more, by default 5 s
     */
    @Value.Default
    public Duration maxDelay() {
        return Duration.ofSeconds(5);
    }

    /**
     * Returns the time within which all retries must begin, counted from the start of the call. Delays before a retry, for the
     * rate limit too, are included; the first attempt waits for the rate limit as long as it must.
     *
     * @return positive, by default 1 minute
     */
    @Value.Default
    public Duration maxDuration() {
        return Duration.ofMinutes(1);
    }

    /**
     * Returns a copy with another value of {@link #maxAttempts()}.
     *
     * @param maxAttempts 1..2147483647
     * @return the copy
     */
    public abstract RetryPolicy withMaxAttempts(int maxAttempts);

    /**
     * Returns a copy with another value of {@link #initialDelay()}.
     *
     * @param initialDelay zero or more
     * @return the copy
     */
    public abstract RetryPolicy withInitialDelay(Duration initialDelay);

    /**
     * Returns a copy with another value of {@link #maxDelay()}.
     *
     * @param maxDelay the initial delay or more
     * @return the copy
     */
    public abstract RetryPolicy withMaxDelay(Duration maxDelay);

    /**
     * Returns a copy with another value of {@link #maxDuration()}.
     *
     * @param maxDuration positive
     * @return the copy
     */
    public abstract RetryPolicy withMaxDuration(Duration maxDuration);

    @Value.Check
    void check() {
        Invalid.unless(maxAttempts() >= 1, "maxAttempts", maxAttempts(), "1.." + Integer.MAX_VALUE);
        Invalid.unless(!initialDelay().isNegative(), "initialDelay", initialDelay(), "zero or more");
        Invalid.unless(
                maxDelay().compareTo(initialDelay()) >= 0,
                "maxDelay",
                maxDelay(),
                Durations.text(initialDelay()) + " or more");
        Invalid.unless(maxDuration().compareTo(Duration.ZERO) > 0, "maxDuration", maxDuration(), "positive");
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttempts=" + maxAttempts() + ", initialDelay=" + Durations.text(initialDelay())
                + ", maxDelay=" + Durations.text(maxDelay()) + ", maxDuration=" + Durations.text(maxDuration()) + "]";
    }

    /** Builds a {@link RetryPolicy}. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of a policy.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(RetryPolicy instance);

        /**
         * Sets how many attempts a call may take, including the first. Defaults to 5.
         *
         * @param maxAttempts 1..2147483647
         * @return this builder
         */
        public abstract Builder maxAttempts(int maxAttempts);

        /**
         * Sets the longest delay before the second attempt. Defaults to 200 ms.
         *
         * @param initialDelay zero or more
         * @return this builder
         */
        public abstract Builder initialDelay(Duration initialDelay);

        /**
         * Sets the longest delay before any attempt, unless the {@code Retry-After} of a response is longer. Defaults to 5 s.
         *
         * @param maxDelay the initial delay or more
         * @return this builder
         */
        public abstract Builder maxDelay(Duration maxDelay);

        /**
         * Sets the time within which all retries must begin, counted from the start of the call. Defaults to 1 minute.
         *
         * @param maxDuration positive
         * @return this builder
         */
        public abstract Builder maxDuration(Duration maxDuration);

        /**
         * Builds the policy.
         *
         * @return the policy
         * @throws IllegalArgumentException if a value is out of its range; the message names it
         */
        public abstract RetryPolicy build();
    }
}
