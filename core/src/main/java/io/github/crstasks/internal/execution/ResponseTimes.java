package io.github.crstasks.internal.execution;

import io.github.crstasks.transport.TransportHeaders;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Reads the times in the headers of a response. */
final class ResponseTimes {
    private static final BigInteger MAX_SECONDS = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MIN_SECONDS = BigInteger.ZERO;

    private ResponseTimes() {}

    /** Returns the time of the server, from the header {@code Date}. */
    static Option<Instant> date(TransportHeaders headers) {
        return headers.first("Date").flatMap(ResponseTimes::parse);
    }

    /**
     * Returns the delay that the header {@code Retry-After} requests: a number of seconds, or a date relative to its own
     * {@code Date}.
     */
    static Option<Duration> retryAfter(TransportHeaders headers, InstantSource clock) {
        return headers.first("Retry-After")
                .flatMap(text -> seconds(text)
                        .orElse(() -> parse(text)
                                .map(date -> Duration.between(date(headers).getOrElse(clock::instant), date))));
    }

    private static Option<Duration> seconds(String text) {
        return Try.of(() -> new BigInteger(text).min(MAX_SECONDS).max(MIN_SECONDS))
                .map(seconds -> Duration.ofSeconds(seconds.longValue()))
                .toOption();
    }

    private static Option<Instant> parse(String httpDate) {
        return Try.of(() -> ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .toOption();
    }
}
