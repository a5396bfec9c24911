package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.TaskClientListener.AttemptEvent;
import io.github.crstasks.TaskClientListener.Call;
import io.github.crstasks.TaskClientListener.ClockCorrectedEvent;
import io.github.crstasks.TaskClientListener.CompletedEvent;
import io.github.crstasks.TaskClientListener.RateLimitedEvent;
import io.github.crstasks.TaskClientListener.ReplyEvent;
import io.github.crstasks.TaskClientListener.RetryEvent;
import io.github.crstasks.TaskClientListener.StartedEvent;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.RecordingListener;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call has one start and one end, whatever happens, and all its events have its id. */
@Timeout(60)
class CallCompletionTest {
    private static final Instant NOW = Instant.parse("2017-02-10T08:56:18Z");
    private static final TransportResponse PAGE_OF_V3 =
            Responses.json("{\"Response\": {\"TotalCount\": 0, \"Tasks\": [], \"RequestId\": \"of-a-page\"}}");

    private final RecordingListener calls = new RecordingListener();
    private final ManualScheduler scheduler = ManualScheduler.skippingDelays();

    private TaskClientBuilder builder(FakeTransport transport) {
        return transport
                .client()
                .clock(() -> NOW)
                .scheduler(scheduler)
                .retryPolicy(RetryPolicy.defaults().withMaxAttempts(3))
                .listener(calls);
    }

    private TaskClientBuilder answering(TransportResponse... responses) {
        Queue<TransportResponse> replies = new ArrayDeque<>(List.of(responses));
        return builder(FakeTransport.answering(request -> replies.remove()));
    }

    private CompletedEvent onlyEnd() {
        calls.assertNothingFollowsAnEnd();
        assertThat(calls.ends()).hasSize(1);
        return calls.ends().get(0);
    }

    private static TransportResponse unavailable() {
        return Responses.of(503, TransportHeaders.none(), "");
    }

    @Test
    void successHasTheAttemptsTheTimeAndTheCall() {
        TaskClient client = answering(unavailable(), Responses.page(1, Tasks.of("a")))
                .random(() -> 1)
                .build();

        assertThat(client.list(TaskQuery.instanceId("a")).get()).hasSize(1);

        CompletedEvent end = onlyEnd();
        assertThat(end.error()).isEmpty();
        assertThat(end.attempts()).isEqualTo(2);
        assertThat(end.elapsed()).isEqualTo(RetryPolicy.defaults().initialDelay());
        assertThat(end.requestId()).isEmpty();
        assertThat(end.call()).isInstanceOf(Call.Page.class);
        assertThat(end.toString())
                .startsWith("call " + end.callId() + ": succeeded after 2 attempts in ")
                .endsWith(" for rows 0 to 99 of instance id a");
    }

    @Test
    void allEventsOfACallHaveItsId() {
        TransportResponse slowClock = Responses.of(
                200, TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 09:56:18 GMT"), "{\"code\":4500}");
        TaskClient client = answering(slowClock, unavailable(), Responses.page(1, Tasks.of("a")))
                .rateLimiter(() -> Duration.ofMillis(7))
                .build();

        assertThat(client.list(TaskQuery.all()).isRight()).isTrue();

        onlyEnd();
        assertThat(calls.events())
                .<Class<?>>extracting(Object::getClass)
                .containsExactly(
                        StartedEvent.class,
                        RateLimitedEvent.class,
                        AttemptEvent.class,
                        ReplyEvent.class,
                        ClockCorrectedEvent.class,
                        RetryEvent.class,
                        RateLimitedEvent.class,
                        AttemptEvent.class,
                        ReplyEvent.class,
                        RetryEvent.class,
                        RateLimitedEvent.class,
                        AttemptEvent.class,
                        ReplyEvent.class,
                        CompletedEvent.class);
        String prefix = "call " + calls.startedCalls().get(0) + ": ";
        assertThat(calls.events())
                .allSatisfy(event -> assertThat(event.toString()).startsWith(prefix));
    }

    @Test
    void idsOfTwoCallsAndOfTwoClientsDiffer() {
        TaskClient first = builder(FakeTransport.answering(Responses.page(0))).build();
        TaskClient second = builder(FakeTransport.answering(Responses.page(0))).build();

        for (int call = 0; call < 50; call++) {
            assertThat(first.count(TaskQuery.all())).isEqualTo(second.count(TaskQuery.all()));
        }

        assertThat(calls.startedCalls()).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void refusalInsideHttp200HasItsErrorAndRequestId() {
        TaskClient client = answering(Responses.json("{\"Response\": {\"Error\": {\"Code\": \"AuthFailure\","
                        + " \"Message\": \"no\"}, \"RequestId\": \"of-a-refusal\"}}"))
                .protocol(ApiV3.create())
                .build();

        TaskError error = client.count(TaskQuery.all()).getLeft();

        assertThat(onlyEnd().error()).containsExactly(error);
        assertThat(onlyEnd().requestId()).contains("of-a-refusal");
        assertThat(onlyEnd().toString()).contains(": failed after 1 attempt in 0 ms, request of-a-refusal for ");
    }

    static List<TransportResponse> repliesWithAnId() {
        return List.of(
                PAGE_OF_V3,
                Responses.json("{\"Response\": {\"RequestId\": \"of-a-page\", \"TotalCount\": -1, \"Tasks\": []}}"),
                Responses.json("{\"Response\": {\"RequestId\": \"of-a-page\", \"TotalCount\": []"));
    }

    @ParameterizedTest
    @MethodSource("repliesWithAnId")
    void idOfTheRequestIsKnownWhereverItWasRead(TransportResponse reply) {
        var unused = answering(reply).protocol(ApiV3.create()).build().count(TaskQuery.all());

        assertThat(onlyEnd().requestId()).contains("of-a-page");
    }

    @Test
    void detailsHaveTheIdOfTheirRequest() {
        TaskClient client = answering(Responses.json("{\"Response\": {\"Status\": \"failed\", \"RequestId\": \"r\"}}"))
                .protocol(ApiV3.create())
                .build();

        assertThat(client.details(42).isRight()).isTrue();

        assertThat(onlyEnd().requestId()).contains("r");
        assertThat(onlyEnd().call()).isEqualTo(new Call.Details(42));
    }

    @Test
    void idOfAnEarlierAttemptIsNotThatOfTheLast() {
        TaskClient client = answering(
                        Responses.json(
                                "{\"Response\": {\"Error\": {\"Code\": \"InternalError\"}, \"RequestId\": \"a\"}}"),
                        unavailable(),
                        unavailable())
                .protocol(ApiV3.create())
                .build();

        assertThat(client.count(TaskQuery.all()).isLeft()).isTrue();

        assertThat(onlyEnd().attempts()).isEqualTo(3);
        assertThat(onlyEnd().requestId()).isEmpty();
    }

    @Test
    void quotedSecretIsNotShownAsAnId() {
        FakeTransport quoting = FakeTransport.answering(
                request -> Responses.json("{\"Response\": {\"Error\": {\"Code\": \"AuthFailure\"}, \"RequestId\": \""
                        + request.headers().first("Authorization").get() + "\"}}"));

        assertThat(builder(quoting)
                        .protocol(ApiV3.create())
                        .build()
                        .count(TaskQuery.all())
                        .isLeft())
                .isTrue();

        assertThat(onlyEnd().requestId().get()).doesNotContainPattern("[0-9a-f]{64}");
        assertThat(onlyEnd().toString()).doesNotContainPattern("[0-9a-f]{64}");
    }

    @ParameterizedTest
    @EnumSource
    void extensionThatThrowsEndsEachCallOnce(ExtensionFailureTest.Extension extension) throws Throwable {
        for (CallStyle style : CallStyle.values()) {
            TaskClientBuilder builder = FakeTransport.answering(Responses.page(1, Tasks.of("a")))
                    .client()
                    .listener(calls);
            extension.throwing(builder, new IllegalStateException("thrown"));

            assertThat(style.result(builder.build(), TaskQuery.all()).isLeft()).isTrue();
        }

        calls.assertNothingFollowsAnEnd();
        assertThat(calls.ends())
                .allSatisfy(end -> assertThat(end.error().get()).isInstanceOf(TaskError.ExtensionFailed.class));
    }

    @Test
    void cancelledFutureEndsItsCalls() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        CompletableFuture<?> list = builder(transport).build().async().list(TaskQuery.all());
        transport.takeExchange();
        assertThat(calls.ends()).isEmpty();

        assertThat(list.cancel(true)).isTrue();

        assertThat(onlyEnd().error().get()).isEqualTo(new TaskError.Cancelled("the call was cancelled", Option.none()));
        assertThat(onlyEnd().attempts()).isEqualTo(1);
    }

    @Test
    void closingEndsCallsInFlightAndLaterOnes() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        TaskClient client = builder(transport).protocol(ApiV3.create()).build();
        var unused =
                List.of(client.async().list(TaskQuery.all()), client.async().details(1));
        transport.takeExchange();
        transport.takeExchange();

        client.close();
        client.close();
        assertThat(client.count(TaskQuery.all()).isLeft()).isTrue();

        calls.assertNothingFollowsAnEnd();
        assertThat(calls.ends()).hasSize(3).extracting(CompletedEvent::attempts).containsExactlyInAnyOrder(1, 1, 0);
        assertThat(calls.ends())
                .allSatisfy(end -> assertThat(end.error().get())
                        .isEqualTo(new TaskError.Cancelled("the client is closed", Option.none())));
    }

    @Test
    void interruptedThreadEndsItsCall() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        TaskClient client = builder(transport).protocol(ApiV3.create()).build();
        for (Runnable call : List.<Runnable>of(() -> client.list(TaskQuery.all()), () -> client.details(1))) {
            Thread caller = new Thread(call);
            caller.start();
            transport.takeExchange();
            caller.interrupt();
            caller.join();
        }

        calls.assertNothingFollowsAnEnd();
        assertThat(calls.ends())
                .hasSize(2)
                .allSatisfy(end -> assertThat(end.error().get()).isInstanceOf(TaskError.Cancelled.class));
    }

    @Test
    void predicateThatThrowsEndsTheCallsInFlight() {
        AtomicReference<Task> seen = new AtomicReference<>();
        FakeTransport transport = FakeTransport.answering(request -> Responses.listing(request, 900, 100));
        TaskQuery throwing = TaskQuery.where(task -> {
            seen.set(task);
            throw new IllegalStateException("of the predicate");
        });

        assertThat(builder(transport).build().async().list(throwing)).isCompletedExceptionally();

        assertThat(seen).doesNotHaveNullValue();
        calls.assertEachCallHasOneStartAndOneEnd();
    }

    @Test
    void closedStreamEndsItsCalls() {
        FakeTransport transport = FakeTransport.answering(request -> Responses.listing(request, 900, 100));
        try (Stream<Task> tasks = builder(transport).build().stream(TaskQuery.all())) {
            assertThat(tasks.findFirst()).isPresent();
        }

        calls.assertEachCallHasOneStartAndOneEnd();
    }

    @Test
    void listenerThatEndsTheCallDuringAnEventGetsOneEnd() {
        for (Class<?> type : List.of(StartedEvent.class, AttemptEvent.class, ReplyEvent.class, CompletedEvent.class)) {
            FakeTransport transport = FakeTransport.answering(Responses.page(0));
            CompletableFuture<TaskClient> client = new CompletableFuture<>();
            client.complete(builder(transport)
                    .listener(new ClosingListener(type, client))
                    .build());

            var unused = client.join().list(TaskQuery.all());
        }

        calls.assertEachCallHasOneStartAndOneEnd();
        assertThat(calls.ends()).hasSize(4);
    }

    /** Closes the client when it receives an event of a type. */
    private record ClosingListener(Class<?> type, CompletableFuture<TaskClient> client) implements TaskClientListener {
        private void closeAt(Object event) {
            if (type.isInstance(event)) {
                client.join().close();
            }
        }

        @Override
        public void onStarted(StartedEvent event) {
            closeAt(event);
        }

        @Override
        public void onAttempt(AttemptEvent event) {
            closeAt(event);
        }

        @Override
        public void onReply(ReplyEvent event) {
            closeAt(event);
        }

        @Override
        public void onCompleted(CompletedEvent event) {
            closeAt(event);
        }
    }

    @Test
    void endIsNotifiedBeforeTheResultIsReturned() {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        FakeTransport transport = FakeTransport.pending();
        CompletableFuture<?> count = builder(transport)
                .listener(new TaskClientListener() {
                    @Override
                    public void onCompleted(CompletedEvent event) {
                        order.add("end of the call");
                    }
                })
                .build()
                .async()
                .count(TaskQuery.all())
                .thenAccept(outcome -> order.add("result"));

        transport.exchanges().remove().complete(Either.right(Responses.page(0)));

        assertThat(count).isCompleted();
        assertThat(order).containsExactly("end of the call", "result");
    }

    @Test
    void callsThatEndAndAreCancelledAtTheSameTimeHaveOneEnd() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        TaskClient client = builder(transport).build();
        int rounds = 300;
        List<CompletableFuture<?>> lists = new ArrayList<>();
        List<CompletableFuture<Either<TransportFailure, TransportResponse>>> exchanges = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            lists.add(client.async().list(TaskQuery.all()));
            exchanges.add(transport.takeExchange());
        }
        Thread replying = new Thread(() ->
                exchanges.forEach(exchange -> exchange.complete(Either.right(Responses.page(1, Tasks.of("a"))))));
        Thread cancelling = new Thread(() -> IntStream.range(0, rounds)
                .forEach(round -> lists.get(rounds - 1 - round).cancel(true)));
        replying.start();
        cancelling.start();
        replying.join();
        cancelling.join();

        calls.assertEachCallHasOneStartAndOneEnd();
    }

    @Test
    void ownCallsOfTheServiceAreCountedSeparately() {
        FakeTransport transport = FakeTransport.answering(request -> Responses.listing(request, 250, 100));

        assertThat(builder(transport).build().list(TaskQuery.all()).get()).hasSize(250);

        calls.assertNothingFollowsAnEnd();
        assertThat(calls.ends()).hasSize(transport.requests().size()).hasSizeGreaterThanOrEqualTo(3);
    }
}
