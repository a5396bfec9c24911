package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the exchanges that were begun over another transport; stays open when the client closes. */
final class RecordedTransport implements Transport {
    private final Transport transport;
    private final List<CompletableFuture<?>> exchanges = new CopyOnWriteArrayList<>();

    RecordedTransport(Transport transport) {
        this.transport = transport;
    }

    /** That so many exchanges were begun and all have ended: giving up may overtake one that is just being sent. */
    void assertEnded(int number) {
        assertThat(exchanges).hasSize(number);
        assertThat(CompletableFuture.allOf(exchanges.toArray(CompletableFuture[]::new))
                        .handle((all, cancelled) -> "ended"))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    @Override
    public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
        return transport.send(request);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // They could only tell what the returned future tells.
    public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
        CompletableFuture<Either<TransportFailure, HttpResponse>> exchange = new CompletableFuture<>();
        // Kept before it is sent, or the service could have it first.
        exchanges.add(exchange);
        CompletableFuture<Either<TransportFailure, HttpResponse>> sent = transport.sendAsync(request);
        sent.thenAccept(exchange::complete);
        exchange.whenComplete((reply, cancelled) -> sent.cancel(true));
        return exchange;
    }

    @Override
    public void close() {}
}
