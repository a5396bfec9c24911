package io.github.crstasks.internal.plan;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rounds moments to whole seconds, which is the precision of the service. */
final class WholeSeconds {
    private WholeSeconds() {}

    static Instant ceilToSecond(Instant moment) {
        Instant second = floorToSecond(moment);
        return second.equals(moment) ? second : second.plusSeconds(1);
    }

    static Instant floorToSecond(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }
}
