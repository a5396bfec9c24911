package io.github.crstasks.internal.format;

import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;

/** Writes durations as a person does, for example {@code 77 ms}, {@code 4.06 s} or {@code 1 h 5 min}. */
public final class Durations {
    private static final Duration SHORTEST = Duration.ofSeconds(Long.MIN_VALUE);

    private Durations() {}

    /** Returns a duration in hours, minutes, seconds and milliseconds; shorter ones in nanoseconds. */
    public static String text(Duration duration) {
        if (duration.isZero()) {
            return "0 s";
        }
        if (duration.isNegative()) {
            // The lowest durations have no opposite.
            return "-" + text((duration.toSeconds() == Long.MIN_VALUE ? SHORTEST.plusSeconds(1) : duration).negated());
        }
        if (duration.toSeconds() > 0) {
            return longerText(duration);
        }
        return duration.toMillis() > 0 ? duration.toMillis() + " ms" : duration.toNanosPart() + " ns";
    }

    private static String longerText(Duration duration) {
        StringJoiner parts = new StringJoiner(" ");
        if (duration.toHours() > 0) {
            parts.add(duration.toHours() + " h");
        }
        if (duration.toMinutesPart() > 0) {
            parts.add(duration.toMinutesPart() + " min");
        }
        // Milliseconds say nothing about a duration of minutes.
        if (duration.toMillisPart() > 0 && duration.toMinutes() == 0) {
            String fraction = String.format(Locale.ROOT, ".%03d", duration.toMillisPart());
            parts.add(duration.toSecondsPart() + fraction.replaceFirst("0+$", "") + " s");
        } else if (duration.toSecondsPart() > 0) {
            parts.add(duration.toSecondsPart() + " s");
        }
        return parts.toString();
    }
}
