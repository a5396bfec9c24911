package io.github.crstasks.waiting;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Time as waits know it: how much of it passes, and when it has passed. Apart from the clock of signatures, which may be
 * set and corrected.
 *
 * <p>Safe for use by any number of threads at once.
 */
public interface Timer {
    /**
     * How much time has passed.
     *
     * @return nanoseconds since some moment, which never run backwards; only differences mean something
     */
    long nanoTime();

    /**
     * Lets time pass without holding a thread.
     *
     * @param delay zero or more
     * @return completes with null once so much time has passed, on a thread that may be used for work; cancelling it leaves
     *     nothing behind
     */
    CompletableFuture<Void> after(Duration delay);

    /**
     * The time of this machine, kept by the JDK's own delay thread.
     *
     * @return {@link System#nanoTime()}, and futures that complete on the JDK's pool for asynchronous work
     */
    static Timer system() {
        return SystemTimer.ONLY;
    }
}
