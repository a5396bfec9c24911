package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Giving up reaches the exchange under way, in every style. */
class CancellationTest {
    /** Answers the first page at once and none of the others ever. */
    private final BlockingQueue<CompletableFuture<Either<TransportFailure, HttpResponse>>> exchanges =
            new LinkedBlockingQueue<>();

    private final Transport transport = new Transport() {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            return Either.right(firstPage());
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            CompletableFuture<Either<TransportFailure, HttpResponse>> exchange = new CompletableFuture<>();
            exchanges.add(exchange);
            return exchange;
        }

        @Override
        public void close() {}
    };

    private static HttpResponse firstPage() {
        String rows = IntStream.range(0, 2)
                .mapToObj(i -> "{\"startTime\":\"2017-02-10 16:56:1" + (9 - i)
                        + "\",\"taskName\":\"importRdb\",\"redisId\":\"a\",\"status\":1}")
                .collect(Collectors.joining(","));
        String body = "{\"code\":0,\"totalCount\":9,\"data\":{\"redisTaskSet\":[" + rows + "]}}";
        return new HttpResponse(200, HttpHeaders.none(), body.getBytes(StandardCharsets.UTF_8));
    }

    private TaskClient client() {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(transport)
                .retry(Retry.standard().withWaits(Duration.ZERO, Duration.ZERO))
                .paging(Paging.standard().withPageSize(2))
                .build();
    }

    /** Cancelling may overtake a call that another thread is just sending; then that thread cancels it. */
    private static void assertCancelled(CompletableFuture<?> exchange) {
        assertThat(exchange).failsWithin(Duration.ofSeconds(20));
        assertThat(exchange).isCancelled();
    }

    interface Question {
        CompletableFuture<?> ask(AsyncTaskClient client);
    }

    static Stream<Question> questions() {
        TaskQuery checkedHere = TaskQuery.finished();
        return Stream.of(
                client -> client.list(TaskQuery.all()),
                client -> client.count(TaskQuery.all()),
                client -> client.count(checkedHere),
                client -> client.page(TaskQuery.all(), 0, 1),
                client -> client.page(checkedHere, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void cancelling_a_future_cancels_the_exchange_and_asks_no_more(Question question) throws InterruptedException {
        CompletableFuture<?> future = question.ask(client().async());
        var exchange = exchanges.take();

        future.cancel(true);

        assertCancelled(exchange);
        assertThat(exchanges).isEmpty();
    }

    @Test
    void a_call_that_is_cancelled_while_it_waits_for_the_rate_is_never_signed() throws InterruptedException {
        Iterator<Duration> waits =
                List.of(Duration.ofMillis(20), Duration.ofMillis(200)).iterator();
        AtomicInteger signed = new AtomicInteger();
        AsyncTaskClient client = TaskClient.builder()
                .region("gz")
                .transport(transport)
                .rate(waits::next)
                .credentials(() -> {
                    signed.incrementAndGet();
                    return Either.right(Credentials.of("id", "key"));
                })
                .build()
                .async();

        client.page(TaskQuery.all(), 0, 1).cancel(true);
        var later = client.page(TaskQuery.all(), 0, 1);
        exchanges.take();

        assertThat(later).isNotDone();
        assertThat(signed).hasValue(1);
    }

    @Test
    void cancelling_a_subscription_cancels_the_exchanges_and_signals_nothing() throws InterruptedException {
        Recorder recorder = new Recorder();
        client().async().publisher(TaskQuery.all()).subscribe(recorder);
        assertThat(exchanges).isEmpty();

        recorder.subscription.join().request(3);
        exchanges.take().complete(Either.right(firstPage()));
        var second = exchanges.take();
        recorder.subscription.join().cancel();

        assertCancelled(second);
        assertThat(exchanges).allSatisfy(CancellationTest::assertCancelled);
        assertThat(recorder.received).hasSize(2);
        assertThat(recorder.ended).isNotDone();
    }

    @Test
    void a_request_for_no_tasks_is_an_error_for_the_subscriber_and_throws_nothing_even_with_a_page_under_way()
            throws InterruptedException {
        Recorder recorder = new Recorder();
        client().async().publisher(TaskQuery.all()).subscribe(recorder);
        recorder.subscription.join().request(1);
        var page = exchanges.take();

        recorder.subscription.join().request(0);

        assertThat(recorder.ended.join()).isInstanceOf(IllegalArgumentException.class);
        assertCancelled(page);
    }

    @Test
    void an_error_reaches_a_subscriber_as_the_exception_that_carries_it() throws InterruptedException {
        Recorder recorder = new Recorder();
        client().async().publisher(TaskQuery.all()).subscribe(recorder);
        recorder.subscription.join().request(1);

        byte[] refusal = "{\"code\": 4100}".getBytes(StandardCharsets.UTF_8);
        exchanges.take().complete(Either.right(new HttpResponse(200, HttpHeaders.none(), refusal)));

        assertThat(recorder.ended.join())
                .isInstanceOfSatisfying(
                        TaskException.class,
                        thrown -> assertThat(thrown.error()).isInstanceOf(TaskError.Rejected.class));
    }

    @Test
    void closing_a_stream_cancels_the_pages_that_were_fetched_ahead() throws InterruptedException {
        CompletableFuture<?> ahead;
        try (Stream<Task> stream = client().stream(
                TaskQuery.all(), Paging.standard().withPageSize(2).inFlight(3))) {
            assertThat(stream.iterator().next().instanceId()).isEqualTo("a");
            ahead = exchanges.take();
            assertThat(ahead).isNotCancelled();
        }

        assertCancelled(ahead);
    }

    @Test
    void an_error_within_a_list_cancels_the_pages_that_were_fetched_beside() throws Exception {
        TaskClient client = client();
        CompletableFuture<Either<TaskError, List<Task>>> list =
                CompletableFuture.supplyAsync(() -> client.list(TaskQuery.all()));
        var second = exchanges.take();
        var third = exchanges.take();

        byte[] refusal = "{\"code\": 4100}".getBytes(StandardCharsets.UTF_8);
        second.complete(Either.right(new HttpResponse(200, HttpHeaders.none(), refusal)));

        assertThat(list.join().isLeft()).isTrue();
        assertCancelled(third);
    }

    @Test
    void a_provider_that_throws_breaks_the_call_off_and_leaves_nobody_waiting() {
        TaskClient broken = TaskClient.builder()
                .region("gz")
                .transport(transport)
                .credentials(() -> {
                    throw new IllegalStateException("no keys today");
                })
                .build();

        assertThat(broken.async().list(TaskQuery.all()).join().getLeft().message())
                .contains("no keys today");
    }

    @Test
    void interrupting_the_thread_that_waits_for_pages_fetched_ahead_cancels_them_and_keeps_the_flag() {
        Thread.currentThread().interrupt();
        Either<TaskError, List<Task>> list = client().list(TaskQuery.all());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(list.getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(exchanges).allSatisfy(CancellationTest::assertCancelled);
    }

    /** Asks for nothing by itself and keeps what comes. */
    private static final class Recorder implements Flow.Subscriber<Task> {
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final List<Task> received = new ArrayList<>();
        private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
        }

        @Override
        public void onNext(Task task) {
            received.add(task);
        }

        @Override
        public void onError(Throwable thrown) {
            ended.complete(thrown);
        }

        @Override
        public void onComplete() {
            ended.complete(new IllegalStateException("complete"));
        }
    }
}
