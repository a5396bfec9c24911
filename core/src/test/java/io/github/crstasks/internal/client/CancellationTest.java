package io.github.crstasks.internal.client;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.AsyncTaskClient;
import io.github.crstasks.TaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.RecordingSubscriber;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancelling, closing and interrupting reach the exchanges in flight, in every style of call. */
@Timeout(60)
class CancellationTest {
    private static final TransportResponse FIRST_PAGE =
            Responses.page(9, Tasks.at(9, "a"), Tasks.at(8, "a"), Tasks.at(7, "a"));

    private final FakeTransport pending = FakeTransport.pending();
    private final FakeTransport firstPageOnly = FakeTransport.starting(
            request -> isFirstPage(request) ? completedFuture(Either.right(FIRST_PAGE)) : new CompletableFuture<>());

    private static boolean isFirstPage(TransportRequest request) {
        return request.uri().getRawQuery().contains("offset=0");
    }

    private static TaskClient client(FakeTransport transport) {
        return transport.client().pageSize(3).build();
    }

    /** A cancellation can overtake a call that another thread is just sending; that thread then cancels it. */
    private static void assertCancelled(CompletableFuture<?> exchange) {
        assertThat(exchange).failsWithin(Duration.ofSeconds(20));
        assertThat(exchange).isCancelled();
    }

    static Stream<Function<AsyncTaskClient, CompletableFuture<?>>> calls() {
        TaskQuery checkedOnTheClient = TaskQuery.progressComplete();
        return Stream.of(
                client -> client.list(TaskQuery.all()),
                client -> client.count(TaskQuery.all()),
                client -> client.count(checkedOnTheClient),
                client -> client.page(TaskQuery.all(), 0, 1),
                client -> client.page(checkedOnTheClient, 0, 1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void cancellingTheFutureCancelsTheExchangeAndSendsNoMore(Function<AsyncTaskClient, CompletableFuture<?>> call)
            throws InterruptedException {
        CompletableFuture<?> future = call.apply(client(pending).async());
        var exchange = pending.takeExchange();

        future.cancel(true);

        assertCancelled(exchange);
        assertThat(pending.exchanges()).isEmpty();
    }

    @Test
    void callCancelledDuringItsRateDelayIsNeverSigned() {
        Iterator<Duration> delays =
                List.of(Duration.ofMillis(20), Duration.ofMillis(200)).iterator();
        AtomicInteger signed = new AtomicInteger();
        ManualScheduler scheduler = ManualScheduler.create();
        AsyncTaskClient client = pending.client()
                .scheduler(scheduler)
                .rateLimiter(delays::next)
                .nonces(signed::incrementAndGet)
                .build()
                .async();

        client.page(TaskQuery.all(), 0, 1).cancel(true);
        var later = client.page(TaskQuery.all(), 0, 1);
        scheduler.passNext();

        assertThat(scheduler.delays()).containsExactly(Duration.ofMillis(20), Duration.ofMillis(200));
        assertThat(scheduler.delay(0)).isCancelled();
        assertThat(pending.exchanges()).hasSize(1);
        assertThat(later).isNotDone();
        assertThat(signed).hasValue(1);
    }

    @Test
    void cancellingASubscriptionCancelsTheExchangesAndSignalsNothing() throws InterruptedException {
        RecordingSubscriber<Task> subscriber =
                RecordingSubscriber.of(client(pending).publisher(TaskQuery.all()));
        assertThat(pending.exchanges()).isEmpty();

        subscriber.request(4);
        pending.takeExchange().complete(Either.right(FIRST_PAGE));
        var second = pending.takeExchange();
        subscriber.cancel();

        assertCancelled(second);
        assertThat(pending.exchanges()).allSatisfy(CancellationTest::assertCancelled);
        assertThat(subscriber.items()).hasSize(3);
        assertThat(subscriber.ends()).isEmpty();
    }

    @Test
    void requestForNoTasksIsAnErrorEvenWithAPageInFlight() throws InterruptedException {
        RecordingSubscriber<Task> subscriber =
                RecordingSubscriber.of(client(pending).publisher(TaskQuery.all()));
        subscriber.request(1);
        var page = pending.takeExchange();

        subscriber.request(0);

        assertThat(subscriber.takeEnd()).get().isInstanceOf(IllegalArgumentException.class);
        assertCancelled(page);
    }

    @Test
    void errorIsSignalledAsATaskException() throws InterruptedException {
        RecordingSubscriber<Task> subscriber =
                RecordingSubscriber.of(client(pending).publisher(TaskQuery.all()));
        subscriber.request(1);

        pending.takeExchange().complete(Either.right(Responses.rejected(4100)));

        assertThat(subscriber.takeEnd().orElseThrow())
                .isInstanceOfSatisfying(
                        TaskException.class,
                        thrown -> assertThat(thrown.error()).isInstanceOf(TaskError.Rejected.class));
    }

    @Test
    void closingAStreamCancelsThePagesFetchedAhead() throws InterruptedException {
        CompletableFuture<?> ahead;
        try (Stream<Task> stream = client(firstPageOnly).stream(
                TaskQuery.all(), Paging.defaults().withPageSize(3).withPagesInFlight(3))) {
            assertThat(stream.iterator().next().instanceId()).isEqualTo("a");
            assertThat(firstPageOnly.takeExchange()).isCompleted();
            ahead = firstPageOnly.takeExchange();
            assertThat(ahead).isNotCancelled();
        }

        assertCancelled(ahead);
    }

    @Test
    void errorCancelsThePagesInFlightBesideIt() throws InterruptedException {
        TaskClient client = client(firstPageOnly);
        CompletableFuture<Either<TaskError, List<Task>>> list =
                CompletableFuture.supplyAsync(() -> client.list(TaskQuery.all()));
        assertThat(firstPageOnly.takeExchange()).isCompleted();
        var second = firstPageOnly.takeExchange();
        var third = firstPageOnly.takeExchange();

        second.complete(Either.right(Responses.rejected(4100)));

        assertThat(list.join().isLeft()).isTrue();
        assertCancelled(third);
    }

    @Test
    void closingTheClientEndsCallsInFlight() throws InterruptedException {
        TaskClient client = client(pending);
        var async = client.async().list(TaskQuery.all());
        var blocking = CompletableFuture.supplyAsync(() -> client.count(TaskQuery.all()));
        var first = pending.takeExchange();
        var second = pending.takeExchange();

        client.close();

        assertThat(async.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(blocking.join().getLeft())
                .isInstanceOf(TaskError.Cancelled.class)
                .extracting(TaskError::message)
                .asString()
                .startsWith("the client is closed");
        assertCancelled(first);
        assertCancelled(second);
        assertThat(client.list(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(pending.exchanges()).isEmpty();
    }

    @Test
    void interruptionCancelsThePagesInFlightAndKeepsTheFlag() {
        FakeTransport interrupting = FakeTransport.starting(request -> {
            if (isFirstPage(request)) {
                return completedFuture(Either.right(FIRST_PAGE));
            }
            Thread.currentThread().interrupt();
            return new CompletableFuture<>();
        });

        Either<TaskError, List<Task>> list = client(interrupting).list(TaskQuery.all());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(list.getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(interrupting.exchanges())
                .hasSizeGreaterThan(1)
                .filteredOn(exchange -> exchange.isCompletedExceptionally() || !exchange.isDone())
                .isNotEmpty()
                .allSatisfy(CancellationTest::assertCancelled);
    }
}
