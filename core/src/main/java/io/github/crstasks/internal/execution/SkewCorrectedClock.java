package io.github.crstasks.internal.execution;

import io.github.crstasks.internal.Extensions;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that is corrected by the time of the service. Safe for use by any number of threads.
 *
 * <p>A correction is on trial until the service accepts a request that was signed with it. If the service refuses such a
 * request, the correction is taken back: a single wrong {@code Date} header must not make every later call fail.
 */
public final class SkewCorrectedClock implements InstantSource {
    /** The service accepts a difference of five minutes, so a smaller change than this cannot explain a refusal. */
    private static final Duration MIN_CHANGE = Duration.ofMinutes(1);
    /** A larger difference is attributed to a wrong {@code Date} header and ignored. */
    private static final Duration MAX_SKEW = Duration.ofDays(1);
    /** Times outside this range do not fit into a timestamp of the service. */
    private static final Instant MIN_TIME = Instant.EPOCH;

    private static final Instant MAX_TIME = Instant.parse("9999-12-30T00:00:00Z");

    private final InstantSource clock;
    private Duration proven = Duration.ZERO;
    private Option<Duration> trial = Option.none();

    /** Creates a clock without a correction. */
    public SkewCorrectedClock(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return instant(correction());
    }

    /** Returns the time with a correction that {@link #correction()} returned. */
    Instant instant(Duration correction) {
        return uncorrected().plus(correction);
    }

    private Instant uncorrected() {
        return Extensions.call("clock", () -> requireInRange(clock.instant()));
    }

    private static Instant requireInRange(Instant time) {
        if (time.isBefore(MIN_TIME) || time.isAfter(MAX_TIME)) {
            throw new IllegalArgumentException("time must be " + MIN_TIME + ".." + MAX_TIME + ", but was " + time);
        }
        return time;
    }

    /** Returns the correction to sign the next request with. */
    synchronized Duration correction() {
        return trial.getOrElse(proven);
    }

    /**
     * Keeps a correction, because the service accepted a request.
     *
     * @param used the correction that the request was signed with
     */
    synchronized void accept(Duration used) {
        if (trial.contains(used)) {
            proven = used;
            trial = Option.none();
        }
    }

    /**
     * Changes the correction, because the service refused the time of a request: a correction on trial is taken back, any
     * other is adjusted to the time of the service.
     *
     * @param used the correction that the request was signed with
     * @param serviceTime the time of the service, if it sent one
     * @return the new correction; empty if it stays as it is, for example because another call changed it meanwhile
     */
    Option<Duration> refuse(Duration used, Option<Instant> serviceTime) {
        Option<Duration> skew = serviceTime
                .map(time -> Duration.between(uncorrected(), time))
                .filter(found -> found.abs().compareTo(MAX_SKEW) <= 0)
                .filter(found -> found.minus(used).abs().compareTo(MIN_CHANGE) >= 0);
        synchronized (this) {
            if (!used.equals(correction())) {
                return Option.none();
            }
            boolean wasOnTrial = trial.isDefined();
            trial = wasOnTrial ? Option.none() : skew;
            return wasOnTrial ? Option.some(proven) : skew;
        }
    }
}
