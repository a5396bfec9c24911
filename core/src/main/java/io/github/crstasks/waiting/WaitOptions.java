package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError.Invalid;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What to wait for, and how long.
 *
 * <pre>{@code
 * WaitOptions.standard().within(Duration.ofMinutes(10)).withProgress(System.out::println)
 * }</pre>
 *
 * <p>Immutable, and safe for use by any number of threads if the callback is.
 *
 * @param expected how many tasks must match at least, 1..2147483647
 * @param timeLimit how long the wait may take in all, a poll under way included; positive
 * @param appearingLimit how long the expected number of tasks may take to appear: the first poll that is answered after
 *     this time and shows fewer ends the wait; zero or more
 * @param polling how often the list is read
 * @param progress is told after each poll that another one follows, on the thread that brought the reply, so it must not
 *     block; what it throws is logged and harms nothing
 */
public record WaitOptions(
        int expected,
        Duration timeLimit,
        Duration appearingLimit,
        Polling polling,
        Consumer<? super WaitProgress> progress) {
    private static final WaitOptions STANDARD =
            new WaitOptions(1, Duration.ofHours(1), Duration.ofMinutes(5), Polling.standard(), nobody -> {});

    /**
     * Checks the ranges.
     *
     * @param expected how many tasks must match at least
     * @param timeLimit how long the wait may take in all
     * @param appearingLimit how long the expected number of tasks may take to appear
     * @param polling how often the list is read
     * @param progress is told after each poll that another one follows
     * @throws IllegalArgumentException if one is out of its range
     */
    public WaitOptions {
        Invalid.unless(expected >= 1, "expected", expected, "1.." + Integer.MAX_VALUE);
        Invalid.unless(timeLimit.compareTo(Duration.ZERO) > 0, "timeLimit", timeLimit, "positive");
        Invalid.unless(!appearingLimit.isNegative(), "appearingLimit", appearingLimit, "zero or more");
        Objects.requireNonNull(polling, "polling");
        Objects.requireNonNull(progress, "progress");
    }

    /**
     * One task, which may take five minutes to appear and an hour in all.
     *
     * @return the default, polled by {@link Polling#standard()}
     */
    public static WaitOptions standard() {
        return STANDARD;
    }

    /**
     * The same for another number of tasks.
     *
     * @param tasks how many tasks must match at least, 1..2147483647
     * @return the changed copy
     */
    public WaitOptions expecting(int tasks) {
        return new WaitOptions(tasks, timeLimit, appearingLimit, polling, progress);
    }

    /**
     * The same within another time.
     *
     * @param limit how long the wait may take in all
     * @return the changed copy
     */
    public WaitOptions within(Duration limit) {
        return new WaitOptions(expected, limit, appearingLimit, polling, progress);
    }

    /**
     * The same with more or less patience for tasks that are not listed yet.
     *
     * @param limit how long the expected number of tasks may take to appear
     * @return the changed copy
     */
    public WaitOptions appearingWithin(Duration limit) {
        return new WaitOptions(expected, timeLimit, limit, polling, progress);
    }

    /**
     * The same with other pauses between polls.
     *
     * @param pauses how often the list is read
     * @return the changed copy
     */
    public WaitOptions withPolling(Polling pauses) {
        return new WaitOptions(expected, timeLimit, appearingLimit, pauses, progress);
    }

    /**
     * The same with somebody who is told how it goes.
     *
     * @param told is told after each poll that another one follows
     * @return the changed copy
     */
    public WaitOptions withProgress(Consumer<? super WaitProgress> told) {
        return new WaitOptions(expected, timeLimit, appearingLimit, polling, told);
    }
}
