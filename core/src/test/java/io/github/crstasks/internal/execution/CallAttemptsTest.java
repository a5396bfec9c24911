package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.waiting.DelayScheduler;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when a call is retried, and after which delay. */
@Timeout(60)
class CallAttemptsTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:17.990Z");
    private static final RetryPolicy WITHOUT_DELAYS = RetryPolicy.builder()
            .initialDelay(Duration.ZERO)
            .maxDelay(Duration.ZERO)
            .build();

    private final ManualScheduler scheduler = ManualScheduler.skippingDelays();
    private final List<Duration> delays = new ArrayList<>();
    private TransportResponse response = unavailable("0");
    private final FakeTransport transport = FakeTransport.answering(request -> response);

    private TaskClientBuilder builder(RetryPolicy retryPolicy) {
        return transport
                .client()
                .clock(() -> NOW)
                .scheduler(scheduler)
                .retryPolicy(retryPolicy)
                .listener(new TaskClientListener() {
                    @Override
                    public void onRetry(RetryEvent event) {
                        delays.add(event.delay());
                    }
                });
    }

    private TaskClient client(RetryPolicy retryPolicy) {
        return builder(retryPolicy).build();
    }

    private static TransportResponse unavailable(String retryAfter) {
        return Responses.of(503, TransportHeaders.none().with("Retry-After", retryAfter), "");
    }

    static List<Function<TaskClient, Either<TaskError, Integer>>> styles() {
        return List.of(
                client -> client.count(TaskQuery.all()),
                client -> client.async().count(TaskQuery.all()).join());
    }

    @ParameterizedTest
    @MethodSource("styles")
    void retryAfterOfTheServiceIsHonoured(Function<TaskClient, Either<TaskError, Integer>> style) {
        response = unavailable("Fri, 10 Feb 2017 08:56:18 GMT");

        assertThat(style.apply(client(WITHOUT_DELAYS.withMaxAttempts(3))).getLeft())
                .isInstanceOf(TaskError.Unreachable.class);
        assertThat(delays).containsExactly(Duration.ofMillis(10), Duration.ofMillis(10));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void dateInRetryAfterIsRelativeToTheDateOfTheResponse(Function<TaskClient, Either<TaskError, Integer>> style) {
        response = Responses.of(
                503,
                TransportHeaders.none()
                        .with("Date", "Fri, 10 Feb 2017 10:00:00 GMT")
                        .with("Retry-After", "Fri, 10 Feb 2017 10:00:07 GMT"),
                "");

        assertThat(style.apply(client(WITHOUT_DELAYS.withMaxAttempts(2))).isLeft())
                .isTrue();
        assertThat(delays).containsExactly(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void retryAfterBeyondTheMaxDurationEndsTheCallAtOnce(Function<TaskClient, Either<TaskError, Integer>> style) {
        for (String retryAfter : List.of("3600", "Fri, 10 Feb 2017 09:56:18 GMT", Long.toString(Long.MAX_VALUE))) {
            response = unavailable(retryAfter);

            assertThat(style.apply(client(RetryPolicy.defaults().withMaxDuration(Duration.ofSeconds(2))))
                            .getLeft())
                    .isInstanceOf(TaskError.Unreachable.class);
        }
        assertThat(delays).isEmpty();
        assertThat(transport.requests()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void pastOrUnreadableRetryAfterAddsNoDelay(Function<TaskClient, Either<TaskError, Integer>> style) {
        for (String retryAfter : List.of("Fri, 10 Feb 2017 08:56:16 GMT", "soon", "-5")) {
            response = unavailable(retryAfter);

            assertThat(style.apply(client(WITHOUT_DELAYS.withMaxAttempts(2))).isLeft())
                    .isTrue();
        }
        assertThat(delays).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void delaysDoubleUpToTheMaxDelayAndAreJittered() {
        RetryPolicy retryPolicy = RetryPolicy.builder()
                .maxAttempts(6)
                .initialDelay(Duration.ofMillis(8))
                .maxDelay(Duration.ofMillis(20))
                .build();

        assertThat(builder(retryPolicy)
                        .random(() -> 0.5)
                        .build()
                        .count(TaskQuery.all())
                        .isLeft())
                .isTrue();

        assertThat(delays).extracting(Duration::toMillis).containsExactly(4L, 8L, 10L, 10L, 10L);
        assertThat(scheduler.delays()).isEqualTo(delays);
    }

    @Test
    void firstDefaultDelayIsARandomPartOfAFifthOfASecond() {
        TaskClient client = client(RetryPolicy.defaults().withMaxAttempts(2));
        Stream.generate(() -> client.count(TaskQuery.all()))
                .limit(100)
                .forEach(result -> assertThat(result.isLeft()).isTrue());

        assertThat(delays).hasSize(100).allMatch(delay -> delay.compareTo(Duration.ofMillis(200)) < 0);
        assertThat(delays.stream().distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void noAttemptBeginsAfterTheMaxDuration() {
        RetryPolicy retryPolicy = RetryPolicy.builder()
                .maxAttempts(100)
                .initialDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(1))
                .maxDuration(Duration.ofSeconds(3))
                .build();

        assertThat(builder(retryPolicy)
                        .random(() -> 1)
                        .build()
                        .count(TaskQuery.all())
                        .getLeft())
                .isInstanceOf(TaskError.Unreachable.class);

        assertThat(transport.requests()).hasSize(4);
    }

    @Test
    void delayForTheRateLimitCountsTowardsTheMaxDuration() {
        Iterator<Duration> rateDelays =
                List.of(Duration.ofHours(1), Duration.ofSeconds(3)).iterator();
        TaskClient client = builder(
                        WITHOUT_DELAYS.withMaxDuration(Duration.ofHours(1).plusSeconds(2)))
                .rateLimiter(rateDelays::next)
                .build();

        assertThat(client.count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Unreachable.class);

        assertThat(transport.requests()).hasSize(1);
        assertThat(scheduler.delays()).containsExactly(Duration.ofHours(1));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void finalErrorNamesAttemptsTotalTimeAndEndpoint(Function<TaskClient, Either<TaskError, Integer>> style) {
        FakeTransport silent = FakeTransport.starting(request -> {
            scheduler.advance(request.timeout());
            return CompletableFuture.completedFuture(
                    Either.left(TransportFailure.of(request, TransportFailure.Kind.TIMED_OUT)));
        });
        TaskClient client = silent.client()
                .scheduler(scheduler)
                .random(() -> 1)
                .endpoint(URI.create("https://redis.invalid/v2"))
                .retryPolicy(RetryPolicy.defaults())
                .build();

        TaskError error = style.apply(client).getLeft();

        assertThat(error.message())
                .isEqualTo("the service sent no complete reply within 10 s; timeout(...) allows more"
                        + " (5 attempts in 53 s, endpoint https://redis.invalid/v2)");
        assertThat(error.attempts())
                .returns(5, TaskError.Attempts::count)
                .returns(Duration.ofSeconds(53), TaskError.Attempts::elapsed)
                .returns("https://redis.invalid/v2", TaskError.Attempts::endpoint);
        assertThat(error).isEqualTo(new TaskError.TimedOut(Duration.ofSeconds(10), Option.none()));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void everyKindOfFinalErrorNamesItsAttemptsAndItsEndpointOnce(
            Function<TaskClient, Either<TaskError, Integer>> style) {
        List<TransportResponse> responses = List.of(
                unavailable("0"),
                Responses.json("<html>"),
                Responses.rejected(4300),
                Responses.rejected(4400),
                Responses.of(302, TransportHeaders.none(), ""));
        for (TransportResponse next : responses) {
            response = next;
            TaskError error =
                    style.apply(client(WITHOUT_DELAYS.withMaxAttempts(3))).getLeft();

            assertThat(error.message())
                    .endsWith((error.retryable() ? " (3 attempts" : " (1 attempt")
                            + " in less than 1 ms, endpoint https://redis.api.qcloud.com/v2/index.php)");
        }
        for (TransportFailure.Kind kind : TransportFailure.Kind.values()) {
            TaskError error = style.apply(FakeTransport.starting(request ->
                                    CompletableFuture.completedFuture(Either.left(TransportFailure.of(request, kind))))
                            .client()
                            .scheduler(scheduler)
                            .retryPolicy(WITHOUT_DELAYS.withMaxAttempts(3))
                            .build())
                    .getLeft();

            assertThat(error.message())
                    .containsOnlyOnce("https://redis.api.qcloud.com/v2/index.php")
                    .contains(error.retryable() ? " (3 attempts in less than 1 ms" : " (1 attempt in less than 1 ms");
        }
    }

    @Test
    void providerThatThrowsAtALaterAttemptIsReportedWithTheAttemptsThatWereSent() {
        AtomicInteger calls = new AtomicInteger();
        TaskClient client = builder(WITHOUT_DELAYS)
                .credentials(() -> {
                    if (calls.incrementAndGet() == 3) {
                        throw new IllegalStateException("no keys");
                    }
                    return Either.right(Credentials.of("id", "key"));
                })
                .build();

        assertThat(client.count(TaskQuery.all()).getLeft().message())
                .isEqualTo("the credentials provider threw java.lang.IllegalStateException: no keys (2 attempts in less"
                        + " than 1 ms, endpoint https://redis.api.qcloud.com/v2/index.php)");
    }

    @ParameterizedTest
    @MethodSource("styles")
    void wrongDateOfOneReplyDoesNotAffectLaterCalls(Function<TaskClient, Either<TaskError, Integer>> style) {
        // The service accepts five minutes of difference. Its first reply refuses a nonce, and has a wrong Date.
        Iterator<String> dates = List.of("Fri, 10 Feb 2017 12:56:17 GMT").iterator();
        FakeTransport service = FakeTransport.answering(request -> {
            if (dates.hasNext()) {
                return Responses.of(200, TransportHeaders.none().with("Date", dates.next()), "{\"code\":4500}");
            }
            return isInTime(request) ? Responses.page(0) : Responses.rejected(4200);
        });
        List<Duration> corrections = new ArrayList<>();
        TaskClient client = service.client()
                .clock(() -> NOW)
                .listener(new TaskClientListener() {
                    @Override
                    public void onClockCorrected(ClockCorrectedEvent event) {
                        corrections.add(event.correction());
                    }
                })
                .build();

        assertThat(style.apply(client).isLeft()).isTrue();
        for (int call = 0; call < 3; call++) {
            assertThat(style.apply(client)).isEqualTo(Either.right(0));
        }
        assertThat(service.requests()).hasSize(2 + 3);
        assertThat(corrections).containsExactly(Duration.ofHours(4).plusMillis(-990), Duration.ZERO);
    }

    private static boolean isInTime(TransportRequest request) {
        return Stream.of(request.uri().getRawQuery().split("&"))
                .filter(parameter -> parameter.startsWith("Timestamp="))
                .mapToLong(parameter -> Long.parseLong(parameter.substring("Timestamp=".length())))
                .allMatch(timestamp -> Math.abs(timestamp - NOW.getEpochSecond()) <= 300);
    }

    @Test
    void wrongDateThatConcurrentCallsReceiveDoesNotAffectLaterCalls() throws InterruptedException {
        FakeTransport service = FakeTransport.pending();
        TaskClient client = service.client().clock(() -> NOW).build();
        TransportResponse wrongDate = Responses.of(
                200, TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 12:56:17 GMT"), "{\"code\":4500}");
        var first = client.async().count(TaskQuery.all());
        var second = client.async().count(TaskQuery.all());
        var firstAttempt = service.takeExchange();
        var secondAttempt = service.takeExchange();
        firstAttempt.complete(Either.right(wrongDate));
        secondAttempt.complete(Either.right(wrongDate));
        // Both are signed with the wrong time, and refused by replies that have the wrong Date too.
        service.takeExchange().complete(Either.right(wrongDate));
        service.takeExchange().complete(Either.right(wrongDate));

        assertThat(first.join().isLeft()).isTrue();
        assertThat(second.join().isLeft()).isTrue();
        var third = client.async().count(TaskQuery.all());
        assertThat(isInTime(service.requests().get(4))).isTrue();
        service.takeExchange().complete(Either.right(Responses.page(0)));
        assertThat(third.join()).isEqualTo(Either.right(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999999", "+9223372036854775808"})
    void retryAfterBeyondTheRangeOfALongEndsTheCallAtOnce(String retryAfter) {
        response = unavailable(retryAfter);

        assertThat(client(WITHOUT_DELAYS).count(TaskQuery.all()).isLeft()).isTrue();
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void negativeDelayOfARateLimiterCountsAsNone() {
        List<Duration> rateDelays = new ArrayList<>();
        TaskClient client = builder(WITHOUT_DELAYS.withMaxAttempts(2))
                .rateLimiter(() -> Duration.ofSeconds(Long.MIN_VALUE))
                .listener(new TaskClientListener() {
                    @Override
                    public void onRateLimited(RateLimitedEvent event) {
                        rateDelays.add(event.delay());
                    }
                })
                .build();

        assertThat(client.count(TaskQuery.all()).isLeft()).isTrue();
        assertThat(transport.requests()).hasSize(2);
        assertThat(rateDelays).isEmpty();
        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void timeThatGoesBackNeverShowsInAnEventOrAnError() {
        AtomicInteger readings = new AtomicInteger();
        List<Duration> elapsed = new ArrayList<>();
        DelayScheduler backwards = new DelayScheduler() {
            @Override
            public long nanoTime() {
                return -Duration.ofHours(1).toNanos() * readings.incrementAndGet();
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                return CompletableFuture.completedFuture(null);
            }
        };
        TaskClient client = builder(WITHOUT_DELAYS.withMaxAttempts(2))
                .scheduler(backwards)
                .listener(new TaskClientListener() {
                    @Override
                    public void onReply(ReplyEvent event) {
                        elapsed.add(event.elapsed());
                    }
                })
                .build();

        assertThat(client.count(TaskQuery.all()).getLeft().attempts().elapsed()).isZero();
        assertThat(elapsed).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    static List<Duration> longDurations() {
        return List.of(
                Duration.ofDays(300 * 365L),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
    }

    @ParameterizedTest
    @MethodSource("longDurations")
    void anySettingMayBeAsLongAsADurationCanBe(Duration duration) {
        response = unavailable("1");
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(3)
                .initialDelay(duration)
                .maxDelay(duration)
                .maxDuration(duration)
                .build();
        // The smallest random numbers, so that the delays pass within the range of the fake clock.
        TaskClient client =
                builder(policy).random(() -> Double.MIN_VALUE).timeout(duration).build();

        assertThat(client.count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Unreachable.class);
        assertThat(delays).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(new TaskError.TimedOut(duration, Option.none()).message())
                .startsWith("the service sent no complete reply within " + duration.toHours() + " h")
                .endsWith("; timeout(...) allows more");
    }

    @ParameterizedTest
    @MethodSource("longDurations")
    void rateLimiterMayDelayTheFirstAttemptForever(Duration duration) {
        TaskClient client = transport.client().rateLimiter(() -> duration).build();
        var count = client.async().count(TaskQuery.all());

        assertThat(count).isNotDone();
        client.close();
        assertThat(count.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(transport.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {4200, 4500})
    void rejectedTimestampIsRetriedOnce(int code) {
        response = Responses.rejected(code);

        assertThat(client(RetryPolicy.defaults()).count(TaskQuery.all()).getLeft())
                .isInstanceOf(TaskError.Rejected.class);
        assertThat(transport.requests()).hasSize(2);
        assertThat(delays).containsExactly(Duration.ZERO);
    }

    @Test
    void policyWithoutRetriesMakesOneAttempt() {
        assertThat(client(RetryPolicy.none()).count(TaskQuery.all()).isLeft()).isTrue();
        response = Responses.rejected(4500);
        assertThat(client(RetryPolicy.none()).count(TaskQuery.all()).isLeft()).isTrue();

        assertThat(transport.requests()).hasSize(2);
        assertThat(delays).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void eachKindOfTransportFailureMapsToAnErrorAndIsRetriedIfRetryable(TransportFailure.Kind kind) {
        FakeTransport failing = FakeTransport.starting(
                request -> CompletableFuture.completedFuture(Either.left(TransportFailure.of(request, kind))));
        TaskClient client = failing.client()
                .scheduler(scheduler)
                .retryPolicy(WITHOUT_DELAYS.withMaxAttempts(2))
                .maxResponseBytes(1000)
                .timeout(Duration.ofSeconds(3))
                .build();

        TaskError error = client.count(TaskQuery.all()).getLeft();

        switch (kind) {
            case UNKNOWN_HOST, NOT_CONNECTED, CONNECTION_LOST, PROXY_REFUSED, TLS_FAILED, STACK_UNUSABLE ->
                assertThat(error).isInstanceOf(TaskError.Unreachable.class);
            case INVALID_RESPONSE -> assertThat(error).isInstanceOf(TaskError.Malformed.class);
            case TOO_LARGE ->
                assertThat(error)
                        .isInstanceOf(TaskError.Malformed.class)
                        .extracting(TaskError::message)
                        .asString()
                        .contains("1000 bytes", "maxResponseBytes(...)");
            case TIMED_OUT ->
                assertThat(error)
                        .isInstanceOf(TaskError.TimedOut.class)
                        .extracting(TaskError::message)
                        .asString()
                        .contains("within 3 s;", "timeout(...)");
            case INTERRUPTED, CLOSED -> assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        }
        boolean isRetried = switch (kind) {
            case UNKNOWN_HOST, NOT_CONNECTED, CONNECTION_LOST, TIMED_OUT -> true;
            default -> false;
        };
        assertThat(error.retryable()).isEqualTo(isRetried);
        assertThat(failing.requests()).hasSize(isRetried ? 2 : 1);
    }

    @ParameterizedTest
    @EnumSource
    void failureThatATransportReturnsQuotesNoSecret(TransportFailure.Kind kind) {
        FakeTransport quoting =
                FakeTransport.starting(request -> CompletableFuture.completedFuture(Either.left(new TransportFailure(
                        kind,
                        "cannot send " + request.uri(),
                        Option.some(new IllegalStateException("sent " + request.uri()))))));
        TaskClient client = quoting.client()
                .scheduler(scheduler)
                .retryPolicy(WITHOUT_DELAYS.withMaxAttempts(1))
                .build();

        TaskError error = client.count(TaskQuery.all()).getLeft();
        String signature = quoting.requests().get(0).uri().getRawQuery().replaceFirst(".*Signature=([^&]+).*", "$1");

        assertThat(signature).hasSizeGreaterThan(20);
        assertThat(error.message()).doesNotContain(signature);
        assertThat(error.toString()).doesNotContain(signature);
        assertThat(error.cause().get())
                .hasMessageNotContaining(signature)
                .hasMessageContaining("withheld")
                .hasMessageContaining(IllegalStateException.class.getName());
    }

    @Test
    void causeOfAReturnedFailureMayBeUnreadable() {
        IllegalStateException unreadable = new IllegalStateException() {
            @Override
            public String getMessage() {
                throw new IllegalStateException("getMessage");
            }
        };
        FakeTransport failing = FakeTransport.starting(request -> CompletableFuture.completedFuture(Either.left(
                new TransportFailure(TransportFailure.Kind.TLS_FAILED, "untrusted", Option.some(unreadable)))));

        TaskError error = failing.client().build().count(TaskQuery.all()).getLeft();

        assertThat(error.message()).contains("untrusted");
        assertThat(error.cause().get())
                .hasMessageContaining(unreadable.getClass().getName());
    }

    @Test
    void interruptionDuringADelayEndsTheCallAndKeepsTheFlag() {
        TaskClient client =
                transport.client().rateLimiter(() -> Duration.ofHours(1)).build();

        Thread.currentThread().interrupt();
        TaskError error = client.count(TaskQuery.all()).getLeft();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void thousandsOfAttemptsWithoutDelayDoNotOverflowTheStack() {
        TaskClient client = builder(WITHOUT_DELAYS.withMaxAttempts(20_000))
                .rateLimiter(RateLimiter.unlimited())
                .build();

        assertThat(client.count(TaskQuery.all()).isLeft()).isTrue();
        assertThat(transport.requests()).hasSize(20_000);
    }

    @Test
    void manyAttemptsWithoutDelayDoNotOverflowTheStack() {
        AtomicInteger attempts = new AtomicInteger();
        TaskError unreachable = new TaskError.Unreachable("no credentials yet", Option.none(), true, Option.none());
        TaskClient client = transport
                .client()
                .rateLimiter(RateLimiter.unlimited())
                .retryPolicy(WITHOUT_DELAYS.withMaxAttempts(100_000).withMaxDuration(Duration.ofDays(1)))
                .credentials(() -> {
                    attempts.incrementAndGet();
                    return Either.left(unreachable);
                })
                .build();

        assertThat(client.count(TaskQuery.all())).isEqualTo(Either.left(unreachable));
        assertThat(attempts).hasValue(100_000);
    }
}
