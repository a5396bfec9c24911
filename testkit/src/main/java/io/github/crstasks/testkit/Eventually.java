package io.github.crstasks.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions that other threads bring about. */
public final class Eventually {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Eventually() {}

    /**
     * Waits until a condition holds, checking it every 5 ms.
     *
     * @param condition the condition, evaluated on the calling thread
     * @param timeout how long to wait
     * @return whether the condition holds at the end of the wait
     */
    public static boolean holds(BooleanSupplier condition, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return condition.getAsBoolean();
    }
}
