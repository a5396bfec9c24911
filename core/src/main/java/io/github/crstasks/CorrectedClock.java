package io.github.crstasks;

import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that can be told how wrong it is. */
final class CorrectedClock implements InstantSource {
    /** The service refuses a difference of five minutes; less than one is not what it refused. */
    private static final Duration SMALLEST = Duration.ofMinutes(1);

    /** Whoever answers with a time further off than this is not believed. */
    private static final Duration LARGEST = Duration.ofDays(1);

    private final InstantSource clock;
    private volatile Duration correction = Duration.ZERO;

    CorrectedClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant().plus(correction);
    }

    /** The new correction, if the time of the service calls for one. */
    Option<Duration> learn(Instant timeOfService) {
        Duration found = Duration.between(clock.instant(), timeOfService);
        Duration change = found.minus(correction).abs();
        if (change.compareTo(SMALLEST) < 0 || found.abs().compareTo(LARGEST) > 0) {
            return Option.none();
        }
        correction = found;
        return Option.some(found);
    }
}
