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
     * @return whether the condition held before the timeout
     */
    public static boolean holds(BooleanSupplier condition, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
        return true;
    }
}
