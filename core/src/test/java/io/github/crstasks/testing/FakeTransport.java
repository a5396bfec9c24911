package io.github.crstasks.testing;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** A transport without a network: a function answers the requests, which are recorded. For use by any number of threads. */
public final class FakeTransport implements Transport {
    private final Function<TransportRequest, CompletableFuture<Either<TransportFailure, TransportResponse>>> answer;
    private final List<TransportRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<CompletableFuture<Either<TransportFailure, TransportResponse>>> exchanges =
            new LinkedBlockingQueue<>();

    private FakeTransport(
            Function<TransportRequest, CompletableFuture<Either<TransportFailure, TransportResponse>>> answer) {
        this.answer = answer;
    }

    /** Returns a transport that starts the exchanges that a function returns. */
    public static FakeTransport starting(
            Function<TransportRequest, CompletableFuture<Either<TransportFailure, TransportResponse>>> answer) {
        return new FakeTransport(answer);
    }

    /** Returns a transport that answers each request at once. */
    public static FakeTransport answering(Function<TransportRequest, TransportResponse> answer) {
        return starting(request -> CompletableFuture.completedFuture(Either.right(answer.apply(request))));
    }

    /** Returns a transport that gives each request the same response. */
    public static FakeTransport answering(TransportResponse response) {
        return answering(request -> response);
    }

    /** Returns a transport whose exchanges stay in flight until the test completes them. */
    public static FakeTransport pending() {
        return starting(request -> new CompletableFuture<>());
    }

    /** Returns a builder of a client with this transport, a region and credentials. */
    public TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .scheduler(new ImpatientScheduler())
                .transport(this);
    }

    @Override
    public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
        requests.add(request);
        CompletableFuture<Either<TransportFailure, TransportResponse>> exchange = answer.apply(request);
        exchanges.add(exchange);
        return exchange;
    }

    /** Returns the requests so far. */
    public List<TransportRequest> requests() {
        return requests;
    }

    /** Returns the exchanges that {@link #takeExchange} has not returned. */
    public BlockingQueue<CompletableFuture<Either<TransportFailure, TransportResponse>>> exchanges() {
        return exchanges;
    }

    /** Waits for the next exchange and returns it; each exchange is returned once. */
    public CompletableFuture<Either<TransportFailure, TransportResponse>> takeExchange() throws InterruptedException {
        return exchanges.take();
    }
}
