package io.github.crstasks.internal.client;

import static io.github.crstasks.query.TaskQuery.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An error that ends an operation, and not one of its calls, names the attempts of all calls. */
@Timeout(60)
class OperationAttemptsTest {
    private static final String ENDPOINT = "https://redis.api.qcloud.com/v2/index.php";
    private static final TransportResponse UNAVAILABLE = Responses.of(503, TransportHeaders.none(), "");
    private static final TransportResponse FIRST_PAGE =
            Responses.page(9, Tasks.at(9, "a"), Tasks.at(8, "b"), Tasks.at(7, "c"));

    private static TaskClientBuilder builder(FakeTransport transport) {
        return transport
                .client()
                .scheduler(ManualScheduler.skippingDelays())
                .random(() -> 1)
                .paging(Paging.defaults().withPageSize(3).withPagesInFlight(1));
    }

    private static TaskClient answering(TransportResponse... responses) {
        Queue<TransportResponse> replies = new ArrayDeque<>(List.of(responses));
        return builder(FakeTransport.answering(request -> replies.remove())).build();
    }

    /** Interrupts the calling thread with the second request. */
    private static FakeTransport interruptingTheSecondRequest() {
        Iterator<Boolean> isFirst = List.of(true, false).iterator();
        return FakeTransport.starting(request -> {
            if (isFirst.next()) {
                return CompletableFuture.completedFuture(Either.right(FIRST_PAGE));
            }
            Thread.currentThread().interrupt();
            return new CompletableFuture<>();
        });
    }

    private static void assertNamesAttempts(TaskError error, int count) {
        assertThat(error.attempts().count()).isEqualTo(count);
        assertThat(error.attempts().endpoint()).isEqualTo(ENDPOINT);
        assertThat(error.message()).contains(count + (count == 1 ? " attempt in" : " attempts in"), ENDPOINT);
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"LIST", "PAGE", "STREAM", "WATCH", "ASYNC_LIST", "ASYNC_PAGE"})
    void replyThatContradictsAnEarlierOneNamesTheAttemptsOfAllCalls(CallStyle style) throws Throwable {
        TaskClient client = answering(UNAVAILABLE, FIRST_PAGE, Responses.page(9));

        TaskError error = style.result(client, all()).getLeft();

        assertThat(error).isInstanceOf(TaskError.Malformed.class);
        assertNamesAttempts(error, 3);
        assertThat(error.attempts().elapsed()).isEqualTo(Duration.ofMillis(200));
        assertThat(error.message()).endsWith(" (3 attempts in 200 ms, endpoint " + ENDPOINT + ")");
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"COUNT", "ASYNC_COUNT"})
    void totalThatContradictsTheRowsNamesTheAttempts(CallStyle style) throws Throwable {
        TaskClient client = answering(UNAVAILABLE, Responses.page(0, Tasks.of("a")));

        assertNamesAttempts(style.result(client, all()).getLeft(), 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"LIST", "STREAM", "ASYNC_LIST", "PUBLISHER"})
    void unstableListNamesTheAttempts(CallStyle style) throws Throwable {
        FakeTransport transport =
                FakeTransport.answering(Responses.page(1000, Tasks.at(9, "a"), Tasks.at(8, "b"), Tasks.at(7, "c")));

        TaskError error = style.result(builder(transport).build(), TaskQuery.where(task -> false))
                .getLeft();

        assertThat(error).isInstanceOf(TaskError.UnstableList.class);
        assertNamesAttempts(error, transport.requests().size());
    }

    @Test
    void unstablePageNamesTheAttempts() {
        FakeTransport transport = FakeTransport.answering(Responses.page(1000, Tasks.at(9, "a"), Tasks.at(8, "b")));

        TaskError error = builder(transport).build().page(all(), 0, 10).getLeft();

        assertThat(error).isInstanceOf(TaskError.UnstableList.class);
        assertNamesAttempts(error, 2);
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"LIST", "STREAM", "PAGE"})
    void interruptNamesTheAttempts(CallStyle style) throws Throwable {
        TaskError error = style.result(builder(interruptingTheSecondRequest()).build(), all())
                .getLeft();

        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        assertNamesAttempts(error, 2);
    }

    @Test
    void interruptBeforeTheFirstRequestNamesNone() {
        TaskClient client = answering();
        Thread.currentThread().interrupt();

        assertThat(client.list(all()).getLeft().message()).isEqualTo("the calling thread was interrupted");
    }

    @Test
    void closedStreamNamesTheAttempts() {
        Stream<Task> stream = answering(UNAVAILABLE, FIRST_PAGE).stream(all());
        Iterator<Task> tasks = stream.iterator();
        tasks.next();
        stream.close();

        assertThatThrownBy(() -> tasks.forEachRemaining(task -> {}))
                .isInstanceOfSatisfying(TaskException.class, thrown -> assertNamesAttempts(thrown.error(), 2));
    }

    @Test
    void closedClientNamesTheAttempts() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        TaskClient client = builder(transport).build();
        CompletableFuture<Either<TaskError, List<Task>>> list = client.async().list(all());
        transport.takeExchange();
        client.close();

        assertNamesAttempts(list.join().getLeft(), 1);
    }

    @Test
    void interruptedCallForDetailsNamesTheAttempts() {
        FakeTransport transport = FakeTransport.starting(request -> {
            Thread.currentThread().interrupt();
            return new CompletableFuture<>();
        });
        TaskClient client = builder(transport).protocol(ApiV3.create()).build();

        TaskError error = client.details(1).getLeft();

        assertThat(error).isInstanceOf(TaskError.Cancelled.class);
        assertThat(error.message()).contains("1 attempt in", error.attempts().endpoint());
        assertThat(error.attempts().endpoint()).startsWith("https://redis.");
    }

    @Test
    void errorOfACallKeepsTheAttemptsOfThisCall() {
        TaskClient client = answering(FIRST_PAGE, UNAVAILABLE, Responses.rejected(4100));

        TaskError error = client.list(all()).getLeft();

        assertThat(error).isInstanceOf(TaskError.Rejected.class);
        assertNamesAttempts(error, 2);
    }
}
