package io.github.crstasks.protocol;

import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/** The service's way to write a moment, {@code 2017-02-08 16:46:34}, which names no zone. */
final class ServiceTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDateTime FIRST = LocalDateTime.of(0, 1, 1, 0, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

    private final ZoneOffset zone;

    ServiceTime(ZoneOffset zone) {
        this.zone = zone;
    }

    /** A moment outside the years that can be written becomes the nearest one inside: no row lies between the two. */
    String format(Instant moment) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, zone);
        if (time.isBefore(FIRST)) {
            return FORMAT.format(FIRST);
        }
        return FORMAT.format(time.isAfter(LAST) ? LAST : time);
    }

    Option<Instant> parse(String text) {
        try {
            return Option.some(LocalDateTime.parse(text, FORMAT).toInstant(zone));
        } catch (DateTimeException notATime) {
            return Option.none();
        }
    }
}
