package io.github.crstasks.emulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 200ms}, {@code 2s} and {@code 1m}, and those of ISO 8601. */
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m)");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES);

    DurationConverter() {}

    @Override
    public Duration convert(String text) {
        Matcher parts = SHORT.matcher(text);
        try {
            return parts.matches()
                    ? Duration.of(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2)))
                    : Duration.parse(text);
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 200ms, 2s, 1m or PT0.2S");
        }
    }
}
