package io.github.crstasks.internal.text;

import io.vavr.control.Option;
import io.vavr.control.Try;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads durations as the text form of queries has them, for example {@code 7d} or {@code 1d12h}. */
final class DurationText {
    private static final List<Unit> UNITS = List.of(
            new Unit("w", Duration.ofDays(7), "weeks?|wks?"),
            new Unit("d", Duration.ofDays(1), "days?"),
            new Unit("h", Duration.ofHours(1), "hours?|hrs?"),
            new Unit("m", Duration.ofMinutes(1), "minutes?|mins?"),
            new Unit("s", Duration.ofSeconds(1), "seconds?|secs?"),
            new Unit("ms", Duration.ofMillis(1), "milliseconds?|millis|msecs?"),
            new Unit("ns", Duration.ofNanos(1), "nanoseconds?|nanos"));

    /** Weeks are read, but not written: most people count seven days. */
    private static final List<Unit> WRITTEN_UNITS = UNITS.subList(1, UNITS.size());

    /** In other languages, M stands for months: a duration of minutes instead would be a silent mistake. */
    private static final Pattern DURATION =
            Pattern.compile("(?:([0-9]+)[wW])?(?:([0-9]+)[dD])?(?:([0-9]+)[hH])?(?:([0-9]+)m)?"
                    + "(?:([0-9]+)[sS])?(?:([0-9]+)ms)?(?:([0-9]+)ns)?");

    private static final Pattern NUMBER_AND_WORD = Pattern.compile("-?([0-9]{1,9})\\s*([A-Za-z]+)");

    private DurationText() {}

    /** Returns a duration in units from days to nanoseconds; empty for no time at all. */
    static String of(Duration duration) {
        StringBuilder text = new StringBuilder();
        Duration remaining = duration;
        for (Unit unit : WRITTEN_UNITS) {
            long count = remaining.dividedBy(unit.length);
            if (count > 0) {
                text.append(count).append(unit.symbol);
                remaining = remaining.minus(unit.length.multipliedBy(count));
            }
        }
        return text.toString();
    }

    /** Returns the duration that a text describes; empty if it is malformed or too long for a {@link Duration}. */
    static Option<Duration> parse(String text) {
        Matcher parts = DURATION.matcher(text);
        return Option.when(!text.isEmpty() && parts.matches(), parts)
                .flatMap(matched -> Try.of(() -> sum(matched)).toOption());
    }

    private static Duration sum(Matcher parts) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            String number = parts.group(i + 1);
            if (number != null) {
                sum = sum.plus(UNITS.get(i).length.multipliedBy(Long.parseLong(number)));
            }
        }
        return sum;
    }

    /**
     * Returns how to write a duration that was written in words or in ISO 8601, such as {@code 7 days} or {@code PT1H}.
     *
     * @param written what was written
     * @param longest the longest duration that is accepted
     */
    static Option<String> suggestion(String written, Duration longest) {
        return inUnits(written)
                .orElse(() -> ofIso(written))
                .filter(text -> parse(text).exists(duration -> duration.compareTo(longest) <= 0));
    }

    private static Option<String> inUnits(String written) {
        Matcher matcher = NUMBER_AND_WORD.matcher(written);
        return Option.when(matcher.matches(), matcher)
                .flatMap(matched -> Option.ofOptional(UNITS.stream()
                        .filter(unit -> unit.isWrittenAs(matched.group(2)))
                        .map(unit -> Long.parseLong(matched.group(1)) + unit.symbol)
                        .findFirst()));
    }

    private static Option<String> ofIso(String written) {
        return Option.when(written.toUpperCase(Locale.ROOT).startsWith("P"), written)
                .flatMap(iso -> Try.of(() -> Duration.parse(iso)).toOption())
                .filter(duration -> !duration.isNegative())
                .map(DurationText::of);
    }

    /**
     * A unit of time.
     *
     * @param symbol what stands behind the number
     * @param length the length of one
     * @param words a pattern of what people write instead
     */
    private record Unit(String symbol, Duration length, String words) {
        boolean isWrittenAs(String word) {
            return word.equals(symbol) || word.toLowerCase(Locale.ROOT).matches(words);
        }
    }
}
