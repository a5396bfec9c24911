package io.github.crstasks.emulator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * The format of times in requests and replies, such as {@code 2017-02-08 16:46:34}; they are in the service's time
 * zone.
 */
final class ServiceTimeFormat {
    static final DateTimeFormatter FORMATTER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private ServiceTimeFormat() {}

    /**
     * Parses a time.
     *
     * @return the time in epoch seconds
     * @throws java.time.format.DateTimeParseException if the text does not have this format
     */
    static long parseToEpochSecond(String text, ZoneOffset zone) {
        return LocalDateTime.parse(text, FORMATTER).toEpochSecond(zone);
    }
}
