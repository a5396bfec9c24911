package io.github.crstasks;

import dev.failsafe.ExecutionContext;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.Caller;
import io.github.crstasks.protocol.TaskRows;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** The attempts at one page call: what has been tried, and whether trying again can help. For use by one call. */
final class Attempts {
    private final PageCall call;
    private final ExchangeSettings settings;
    private int made;
    private boolean replayed;
    private Instant sentAt = Instant.EPOCH;
    private Supplier<Duration> sinceTheFirst = () -> Duration.ZERO;

    Attempts(PageCall call, ExchangeSettings settings) {
        this.call = call;
        this.settings = settings;
    }

    /** Begins the next attempt; how long to wait before it may be signed and sent. */
    Duration begin(ExecutionContext<Outcome> context) {
        sinceTheFirst = context::getElapsedTime;
        Duration wait = settings.rate().reserve();
        if (!wait.isZero()) {
            settings.observer().rateLimited(call, wait);
        }
        return wait;
    }

    /** The request of this attempt, signed now: a nonce can be used once, and a timestamp grows old while it waits. */
    Either<TaskError, HttpRequest> sign() {
        made++;
        settings.observer().attempt(call, made);
        return settings.credentials().credentials().map(credentials -> {
            Caller caller = new Caller(
                    settings.endpoint(), settings.region(), credentials, settings.clock(), settings.nonces());
            sentAt = settings.clock().instant();
            return settings.protocol()
                    .request(call.scan(), call.offset(), call.limit(), caller)
                    .within(settings.timeout(), settings.bodyLimit());
        });
    }

    Outcome judge(Either<TransportFailure, HttpResponse> answer) {
        return answer.fold(failure -> failed(explained(failure)), this::judge);
    }

    private Outcome judge(HttpResponse response) {
        Duration took = Duration.between(sentAt, settings.clock().instant());
        settings.observer().reply(call, response.status(), response.body().remaining(), took);
        return settings.protocol()
                .decode(response)
                .fold(
                        error -> failed(error, response.headers()),
                        rows -> new Outcome(Either.right(rows), false, Duration.ZERO));
    }

    private Outcome failed(TaskError error, HttpHeaders headers) {
        if (error instanceof Rejected rejected && rejected.code().concernsTheClock()) {
            boolean first = !replayed;
            replayed = true;
            dateOf(headers).flatMap(settings.clock()::learn).forEach(settings.observer()::clockCorrected);
            return outcome(error, first, Duration.ZERO);
        }
        Duration backOff = settings.retry().waitAfter(made);
        Duration asked = retryAfter(headers).getOrElse(Duration.ZERO);
        return outcome(error, error.retryable(), asked.compareTo(backOff) > 0 ? asked : backOff);
    }

    Outcome failed(TaskError error) {
        return failed(error, HttpHeaders.none());
    }

    private Outcome outcome(TaskError error, boolean helpful, Duration wait) {
        // Or Failsafe would cut the wait short and make an attempt that comes too early for the service.
        boolean inTime = wait.compareTo(settings.retry().totalTime().minus(sinceTheFirst.get())) <= 0;
        boolean again = helpful && inTime && made < settings.retry().attempts();
        if (again) {
            settings.observer().retry(call, error, made, wait);
        }
        return new Outcome(Either.left(error), again, wait);
    }

    private static Option<Instant> dateOf(HttpHeaders headers) {
        return headers.first("Date").flatMap(Attempts::httpDate);
    }

    /** Seconds, or the moment itself. */
    private Option<Duration> retryAfter(HttpHeaders headers) {
        return headers.first("Retry-After")
                .flatMap(text -> Try.of(() -> Duration.ofSeconds(Long.parseLong(text)))
                        .toOption()
                        .orElse(() -> httpDate(text)
                                .map(moment -> Duration.between(settings.clock().instant(), moment))));
    }

    private static Option<Instant> httpDate(String text) {
        return Try.of(() -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant())
                .toOption();
    }

    private TaskError explained(TransportFailure failure) {
        return switch (failure.kind()) {
            case UNKNOWN_HOST, NOT_CONNECTED, DISCONNECTED -> unreachable(failure, true);
            case NOT_SECURE -> unreachable(failure, false);
            case UNREADABLE -> new TaskError.Malformed("its HTTP form", failure.message(), failure.cause());
            case TOO_LARGE ->
                new TaskError.Malformed(
                        "byte " + settings.bodyLimit(),
                        "the body is longer than the limit of " + settings.bodyLimit()
                                + " bytes; bodyLimit(...) allows more",
                        failure.cause());
            case TIMED_OUT -> new TaskError.TimedOut(settings.timeout(), failure.cause());
            case INTERRUPTED, CLOSED -> new TaskError.Cancelled(failure.message(), failure.cause());
        };
    }

    private static TaskError unreachable(TransportFailure failure, boolean retryable) {
        return new TaskError.Unreachable(failure.message(), Option.none(), retryable, failure.cause());
    }

    /**
     * What came of one attempt.
     *
     * @param result the rows or the error
     * @param again whether to make another attempt
     * @param pause how long to wait before it
     */
    record Outcome(Either<TaskError, TaskRows> result, boolean again, Duration pause) {}
}
