package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Credentials that arrive later: the calls of a client wait for them without blocking. */
@Timeout(20)
class ClientCredentialsTest {
    private static final Credentials CREDENTIALS = Credentials.of("id", "key");

    private final FakeTransport transport = FakeTransport.answering(Responses.page(0));
    private final ManualScheduler scheduler = ManualScheduler.create();
    private CompletableFuture<Either<TaskError, Credentials>> answer = new CompletableFuture<>();
    private volatile Transport used = transport;
    private final CredentialsProvider later = new CredentialsProvider() {
        @Override
        public Either<TaskError, Credentials> credentials() {
            throw new IllegalStateException("not expected to be called");
        }

        @Override
        public CompletableFuture<Either<TaskError, Credentials>> fetch(Transport transport) {
            used = transport;
            return answer;
        }
    };

    private TaskClientBuilder builder() {
        return transport.client().credentials(later).scheduler(scheduler).retryPolicy(RetryPolicy.none());
    }

    @Test
    void asynchronousCallWaitsForCredentialsWithoutBlocking() {
        CompletableFuture<Either<TaskError, Integer>> count =
                builder().build().async().count(TaskQuery.all());
        assertThat(count).isNotDone();
        assertThat(transport.requests()).isEmpty();

        answer.complete(Either.right(CREDENTIALS));

        assertThat(count).isCompletedWithValue(Either.right(0));
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void cancellingTheCallCancelsTheFetch() {
        CompletableFuture<Either<TaskError, Integer>> count =
                builder().build().async().count(TaskQuery.all());

        count.cancel(true);

        assertThat(answer).isCancelled();
        assertThat(scheduler.pending()).isEmpty();
    }

    @Test
    void closingTheClientEndsTheFetchAndItsRequests() {
        TaskClient client = builder().build();
        CompletableFuture<Either<TaskError, Integer>> count = client.async().count(TaskQuery.all());
        FakeTransport pending = FakeTransport.pending();
        TaskClient other = pending.client().credentials(later).build();
        var unused = other.async().count(TaskQuery.all());
        TransportRequest request =
                TransportRequest.get(URI.create("https://sts.example/"), "", TransportHeaders.none());
        var exchange = used.sendAsync(request);
        assertThat(exchange).isNotDone();

        client.close();
        other.close();

        assertThat(count).isDone();
        assertThat(exchange).isDone();
        assertThat(count.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
        assertThat(exchange.join().getLeft().kind()).hasToString("CLOSED");
        assertThat(pending.exchanges())
                .singleElement()
                .satisfies(sent -> assertThat(sent).isCancelled());
        assertThat(used.sendAsync(request).join().getLeft().kind()).hasToString("CLOSED");
        assertThat(pending.requests()).hasSize(1);
    }

    @Test
    void attemptWaitsForCredentialsNoLongerThanTheTimeout() {
        CompletableFuture<Either<TaskError, Integer>> count =
                builder().timeout(Duration.ofSeconds(3)).build().async().count(TaskQuery.all());
        assertThat(scheduler.delays()).containsExactly(Duration.ofSeconds(3));

        scheduler.passNext();

        assertThat(count.join().getLeft())
                .isInstanceOfSatisfying(
                        TaskError.Unreachable.class,
                        error -> assertThat(error.retryable()).isTrue())
                .extracting(TaskError::message)
                .asString()
                .startsWith(
                        "the credentials provider had no credentials after 3 s; timeout(...) allows more (1 attempt");
        assertThat(answer).isCancelled();
    }

    @Test
    void credentialsAtHandNeedNoTimer() {
        answer = CompletableFuture.completedFuture(Either.right(CREDENTIALS));

        assertThat(builder().build().count(TaskQuery.all())).isEqualTo(Either.right(0));

        assertThat(scheduler.delays()).isEmpty();
    }

    @Test
    void interruptedThreadStopsWaitingForCredentials() {
        Thread.currentThread().interrupt();

        assertThat(builder().build().count(TaskQuery.all()).getLeft()).isInstanceOf(TaskError.Cancelled.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void exceptionOfAFetchNamesTheProvider() {
        CompletableFuture<Either<TaskError, Integer>> count =
                builder().build().async().count(TaskQuery.all());

        answer.completeExceptionally(new IOException("the vault is sealed"));

        assertThat(count.join().getLeft())
                .isInstanceOf(TaskError.ExtensionFailed.class)
                .extracting(TaskError::message)
                .isEqualTo("the credentials provider threw java.io.IOException: the vault is sealed");
    }

    @Test
    void errorThatMayPassIsRetried() {
        answer.complete(Either.left(new TaskError.Unreachable("busy", Option.none(), true, Option.none())));
        CompletableFuture<Either<TaskError, Integer>> count = builder()
                .retryPolicy(RetryPolicy.defaults().withInitialDelay(Duration.ofMillis(1)))
                .random(() -> 1)
                .build()
                .async()
                .count(TaskQuery.all());
        assertThat(count).isNotDone();

        answer = CompletableFuture.completedFuture(Either.right(CREDENTIALS));
        scheduler.passNext();

        assertThat(count).isCompletedWithValue(Either.right(0));
    }

    @Test
    void fiftyCallsOfAMachineWithARoleFetchItsCredentialsOnce() {
        CompletableFuture<Void> opened = new CompletableFuture<>();
        FakeTransport machine =
                FakeTransport.starting(request -> request.uri().getHost().startsWith("metadata")
                        ? opened.thenApply(ready -> Either.right(Responses.json(
                                "{\"TmpSecretId\":\"id\",\"TmpSecretKey\":\"key\",\"Token\":\"token\",\"ExpiredTime\":4102444800,"
                                        + "\"Code\":\"Success\"}")))
                        : CompletableFuture.completedFuture(Either.right(Responses.page(0))));
        TaskClient client = machine.client()
                .credentials(CredentialsProvider.instanceRole("reader"))
                .build();

        var counts = IntStream.range(0, 50)
                .mapToObj(call -> client.async().count(TaskQuery.all()))
                .toList();
        assertThat(machine.requests()).hasSize(1);
        opened.complete(null);

        assertThat(counts).allSatisfy(count -> assertThat(count.join()).isEqualTo(Either.right(0)));
        assertThat(machine.requests()).hasSize(51);
        client.close();
    }
}
