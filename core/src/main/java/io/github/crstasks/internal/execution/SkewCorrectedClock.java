package io.github.crstasks.internal.execution;

import io.github.crstasks.internal.Extensions;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that is corrected by the time of the service. Safe for use by any number of threads. */
public final class SkewCorrectedClock implements InstantSource {
    /** The service accepts a difference of five minutes, so a smaller change than this cannot explain a refusal. */
    private static final Duration MIN_CHANGE = Duration.ofMinutes(1);
    /** A larger difference is attributed to a wrong {@code Date} header and ignored. */
    private static final Duration MAX_SKEW = Duration.ofDays(1);

    private final InstantSource clock;
    private volatile Duration correction = Duration.ZERO;

    /** Creates a clock without a correction. */
    public SkewCorrectedClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return uncorrected().plus(correction);
    }

    private Instant uncorrected() {
        return Extensions.call("clock", clock::instant);
    }

    /** Adjusts this clock to the time of the service; returns the new correction, or empty if it stays as it was. */
    Option<Duration> adjustTo(Instant serviceTime) {
        Duration skew = Duration.between(uncorrected(), serviceTime);
        Duration change = skew.minus(correction).abs();
        if (change.compareTo(MIN_CHANGE) < 0 || skew.abs().compareTo(MAX_SKEW) > 0) {
            return Option.none();
        }
        correction = skew;
        return Option.some(skew);
    }
}
