package io.github.crstasks.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the service can express them. */
final class WholeSeconds {
    private WholeSeconds() {}

    static Instant notBefore(Instant moment) {
        Instant second = notAfter(moment);
        return second.equals(moment) ? second : second.plusSeconds(1);
    }

    static Instant notAfter(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
