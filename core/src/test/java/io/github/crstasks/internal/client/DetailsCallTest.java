package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RateLimiter;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The details of a task are requested by the mechanism of page calls, blocking and asynchronously. */
@Timeout(60)
class DetailsCallTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:18Z");
    private static final TransportResponse FAILED =
            Responses.json("{\"Response\": {\"Status\": \"failed\", \"TaskMessage\": \"磁盘已满\"}}");
    private static final Task TASK = Tasks.running().taskId(42).build();

    private final ManualScheduler scheduler = ManualScheduler.skippingDelays();
    private final Queue<TransportResponse> replies = new ArrayDeque<>();
    private final FakeTransport transport = FakeTransport.answering(request -> replies.remove());

    private TaskClientBuilder builder(FakeTransport fake) {
        return fake.client()
                .protocol(ApiV3.create())
                .clock(() -> NOW)
                .scheduler(scheduler)
                .retryPolicy(RetryPolicy.defaults().withMaxAttempts(3));
    }

    private static TransportResponse refusal(String code) {
        return Responses.of(
                200,
                TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 09:56:18 GMT"),
                "{\"Response\": {\"Error\": {\"Code\": \"" + code + "\", \"Message\": \"no\"}, \"RequestId\": \"r\"}}");
    }

    /** The ways to request the details of {@link #TASK}. */
    static List<Function<TaskClient, Either<TaskError, TaskDetails>>> styles() {
        return List.of(
                client -> client.details(42),
                client -> client.details(TASK),
                client -> client.async().details(42).join(),
                client -> client.async().details(TASK).join());
    }

    @ParameterizedTest
    @MethodSource("styles")
    void replyIsReturnedWithTheIdOfTheRequest(Function<TaskClient, Either<TaskError, TaskDetails>> style) {
        replies.add(FAILED);

        assertThat(style.apply(builder(transport).build()).get())
                .returns(42L, TaskDetails::taskId)
                .returns("磁盘已满", TaskDetails::message);
        assertThat(transport.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.headers().first("X-TC-Action")).contains("DescribeTaskInfo"));
    }

    @ParameterizedTest
    @MethodSource("styles")
    void retryableFailuresAreRetriedAndSignedAfresh(Function<TaskClient, Either<TaskError, TaskDetails>> style) {
        replies.addAll(List.of(
                refusal("RequestLimitExceeded.UinLimitExceeded"),
                Responses.of(503, TransportHeaders.none().with("Retry-After", "7"), ""),
                FAILED));
        List<Duration> delays = new ArrayList<>();

        var reply = style.apply(builder(transport)
                .listener(new TaskClientListener() {
                    @Override
                    public void onRetry(RetryEvent event) {
                        delays.add(event.delay());
                    }
                })
                .build());

        assertThat(reply.isRight()).isTrue();
        assertThat(delays).hasSize(2).last().isEqualTo(Duration.ofSeconds(7));
        assertThat(transport.requests()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void refusalIsReturnedWithTheAttempts(Function<TaskClient, Either<TaskError, TaskDetails>> style) {
        replies.add(refusal("ResourceNotFound"));

        TaskError error = style.apply(builder(transport).build()).getLeft();

        assertThat(error)
                .isInstanceOfSatisfying(
                        TaskError.Rejected.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND));
        assertThat(error.attempts().count()).isEqualTo(1);
        assertThat(error.message())
                .contains("ResourceNotFound", "1 attempt", "endpoint https://redis.tencentcloudapi.com");
    }

    @Test
    void clockIsCorrectedForAllCallsOfTheClient() {
        replies.addAll(List.of(refusal("AuthFailure.SignatureExpire"), FAILED, FAILED));
        TaskClient client = builder(transport).build();

        assertThat(client.details(42).isRight()).isTrue();
        assertThat(client.details(42).isRight()).isTrue();

        assertThat(transport.requests())
                .extracting(request -> request.headers().first("X-TC-Timestamp").get())
                .containsExactly("1486716978", "1486720578", "1486720578");
    }

    @Test
    void quotedSecretsAreRemovedFromErrors() {
        FakeTransport quoting =
                FakeTransport.answering(request -> Responses.json("{\"Response\": {\"Error\": {\"Code\":"
                        + " \"InvalidParameter\", \"Message\": \"got "
                        + request.headers().first("Authorization").get() + "\"}}}"));
        String message = builder(quoting)
                .credentials(Credentials.temporary("AKIDlongenough", "key", "token-of-some-length"))
                .build()
                .details(42)
                .getLeft()
                .message();

        assertThat(message).contains("got TC3-HMAC-SHA256").doesNotContain("AKIDlongenough");
        assertThat(message).doesNotContainPattern("[0-9a-f]{64}");
    }

    @Test
    void eventsNameTheCall() {
        List<String> events = new ArrayList<>();
        replies.addAll(List.of(Responses.of(503, TransportHeaders.none(), ""), FAILED));
        TaskClient client = builder(transport)
                .detailsRateLimiter(() -> Duration.ofMillis(7))
                .listener(new TaskClientListener() {
                    @Override
                    public void onAttempt(AttemptEvent event) {
                        assertThat(event.call()).isEqualTo(new Call.Details(42));
                        events.add(event.toString().replaceFirst("^call [0-9a-f]{8}-1: ", ""));
                    }

                    @Override
                    public void onReply(ReplyEvent event) {
                        events.add(event.call().toString());
                    }

                    @Override
                    public void onRetry(RetryEvent event) {
                        events.add("retry of " + event.call());
                    }

                    @Override
                    public void onRateLimited(RateLimitedEvent event) {
                        events.add(event.toString().replaceFirst("^call [0-9a-f]{8}-1: ", ""));
                    }
                })
                .build();

        assertThat(client.details(42).isRight()).isTrue();

        assertThat(events)
                .containsExactly(
                        "delayed by 7 ms by the rate limit: details of task 42",
                        "attempt 1 for details of task 42",
                        "details of task 42",
                        "retry of details of task 42",
                        "delayed by 7 ms by the rate limit: details of task 42",
                        "attempt 2 for details of task 42",
                        "details of task 42");
    }

    @Test
    void eachKindOfCallReservesItsOwnRate() {
        AtomicInteger pages = new AtomicInteger();
        AtomicInteger details = new AtomicInteger();
        TaskClient client = builder(transport)
                .rateLimiter(() -> counted(pages))
                .detailsRateLimiter(() -> counted(details))
                .build();
        replies.addAll(List.of(FAILED, FAILED, Responses.json("{\"Response\": {\"TotalCount\": 0, \"Tasks\": []}}")));

        assertThat(client.details(42).isRight()).isTrue();
        assertThat(client.details(43).isRight()).isTrue();
        assertThat(client.count(TaskQuery.all()).isRight()).isTrue();

        assertThat(details).hasValue(2);
        assertThat(pages).hasValue(1);
    }

    private static Duration counted(AtomicInteger calls) {
        calls.incrementAndGet();
        return Duration.ZERO;
    }

    @Test
    void twentyCallsASecondAreSentByDefault() {
        ManualScheduler stopped = ManualScheduler.create();
        TaskClient client =
                builder(FakeTransport.answering(FAILED)).scheduler(stopped).build();

        for (int call = 0; call < RateLimiter.DEFAULT_DETAILS_CALLS_PER_SECOND; call++) {
            assertThat(client.async().details(call)).isCompleted();
        }
        assertThat(client.async().details(42)).isNotDone();
        assertThat(stopped.delays()).hasSize(1);
        assertThat(RateLimiter.DEFAULT_DETAILS_CALLS_PER_SECOND).isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("styles")
    void api2SaysWhichProtocolToUseAndSendsNothing(Function<TaskClient, Either<TaskError, TaskDetails>> style) {
        TaskClient client = builder(transport).protocol(ApiV2.create()).build();

        assertThat(style.apply(client).getLeft())
                .isInstanceOf(TaskError.Invalid.class)
                .extracting(TaskError::message)
                .asString()
                .contains("use .protocol(ApiV3.create())", "API 2.0");
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void waitWithReasonsByApi2EndsAtOnceAndSendsNothing() {
        TaskClient client = builder(transport).protocol(ApiV2.create()).build();
        WaitOptions options = WaitOptions.defaults().withReasons(true);

        for (WaitOutcome outcome : List.of(
                client.await(TaskQuery.all(), options),
                client.async().await(TaskQuery.all(), options).join())) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            WaitOutcome.PollFailed.class,
                            failed -> assertThat(failed.error()).isInstanceOf(TaskError.Invalid.class));
            assertThat(outcome.message()).contains("use .protocol(ApiV3.create())");
        }
        assertThat(transport.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void idOutOfRangeIsInvalidAndSendsNothing(long taskId) {
        TaskClient client = builder(transport).build();
        TaskError.Invalid expected = new TaskError.Invalid("taskId", "" + taskId, "0.." + Long.MAX_VALUE);

        assertThat(client.details(taskId).getLeft()).isEqualTo(expected);
        assertThat(client.async().details(taskId).join().getLeft()).isEqualTo(expected);
        assertThat(client.details(TASK.toBuilder().taskId(taskId).build()).getLeft())
                .isEqualTo(expected);
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void idsOfTheWholeRangeAreSent() {
        FakeTransport any = FakeTransport.answering(FAILED);
        TaskClient client = builder(any).build();

        assertThat(client.details(0).get().taskId()).isZero();
        assertThat(client.details(Long.MAX_VALUE).get().taskId()).isEqualTo(Long.MAX_VALUE);
        assertThat(any.requests())
                .extracting(
                        request -> StandardCharsets.UTF_8.decode(request.body()).toString())
                .containsExactly("{\"TaskId\":0}", "{\"TaskId\":" + Long.MAX_VALUE + "}");
    }

    @Test
    void taskWithoutAnIdIsInvalidAndTheMessageSaysWhatToDo() {
        TaskClient client = builder(transport).build();

        for (TaskError error : List.of(
                client.details(Tasks.of("a")).getLeft(),
                client.async().details(Tasks.of("a")).join().getLeft())) {
            assertThat(error).isInstanceOf(TaskError.Invalid.class);
            assertThat(error.message())
                    .startsWith("task must be one with a taskId, as a client with .protocol(ApiV3.create()) lists it");
        }
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void cancellingTheFutureAbortsTheExchange() throws InterruptedException {
        FakeTransport pending = FakeTransport.pending();
        CompletableFuture<?> call = builder(pending).build().async().details(42);
        var exchange = pending.takeExchange();

        call.cancel(true);

        assertThat(exchange).isCancelled();
        assertThat(pending.exchanges()).isEmpty();
    }

    @Test
    void cancellingTheFutureEndsTheDelayOfARetry() {
        ManualScheduler stopped = ManualScheduler.create();
        replies.add(Responses.of(503, TransportHeaders.none(), ""));
        CompletableFuture<?> call = builder(transport)
                .scheduler(stopped)
                .random(() -> 1)
                .build()
                .async()
                .details(42);

        assertThat(stopped.pending()).hasSize(1);
        call.cancel(true);

        assertThat(stopped.pending()).isEmpty();
    }

    @Test
    void interruptionEndsABlockingCallAndAbortsTheExchange() {
        List<CompletableFuture<Either<TransportFailure, TransportResponse>>> exchanges = new ArrayList<>();
        FakeTransport interrupting = FakeTransport.starting(request -> interrupted(request, exchanges));
        TaskClient client = builder(interrupting).build();

        TaskError error = client.details(42).getLeft();

        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        assertThat(exchanges).singleElement().returns(true, CompletableFuture::isCancelled);
        assertThat(client.details(42).getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupting.requests()).hasSize(1);
    }

    private static CompletableFuture<Either<TransportFailure, TransportResponse>> interrupted(
            TransportRequest request, List<CompletableFuture<Either<TransportFailure, TransportResponse>>> exchanges) {
        assertThat(request.headers().first("X-TC-Action")).contains("DescribeTaskInfo");
        Thread.currentThread().interrupt();
        CompletableFuture<Either<TransportFailure, TransportResponse>> exchange = new CompletableFuture<>();
        exchanges.add(exchange);
        return exchange;
    }

    @Test
    void closingEndsCallsInFlightAndLaterOnes() throws InterruptedException {
        FakeTransport pending = FakeTransport.pending();
        TaskClient client = builder(pending).build();
        var call = client.async().details(42);
        var exchange = pending.takeExchange();

        client.close();

        assertThat(call.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(exchange).isCancelled();
        assertThat(client.details(42).getLeft().message()).isEqualTo("the client is closed");
        assertThat(pending.requests()).hasSize(1);
    }

    @Test
    void limiterThatThrowsIsNamed() {
        TaskClient client = builder(transport)
                .detailsRateLimiter(() -> {
                    throw new IllegalStateException("no permit");
                })
                .build();

        assertThat(client.details(42).getLeft().message()).contains("rate limiter", "no permit");
    }
}
