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
public abstract class WaitOptions implements WithWaitOptions {
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
        return new Builder();
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
    public static final class Builder extends ImmutableWaitOptions.Builder {
        Builder() {}
    }
}
