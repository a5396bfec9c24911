package io.github.crstasks.internal.waiting;

import io.github.crstasks.internal.concurrent.Backoff;
import io.github.crstasks.waiting.PollSchedule;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** The intervals of a schedule, with random jitter. */
final class PollIntervals {
    private final Backoff backoff;
    private final double jitter;
    private final DoubleSupplier random;

    PollIntervals(PollSchedule schedule, DoubleSupplier random) {
        this.backoff = new Backoff(schedule.initialInterval(), schedule.multiplier(), schedule.maxInterval());
        this.jitter = schedule.jitter();
        this.random = random;
    }

    /** Returns the interval after a number of polls. */
    Duration after(int polls) {
        return Backoff.scale(backoff.delay(polls), 1 - jitter * random.getAsDouble());
    }
}
