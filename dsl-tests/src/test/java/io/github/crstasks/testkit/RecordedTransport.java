package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the exchanges over another transport; stays open when the client closes. */
final class RecordedTransport implements Transport {
    private final Transport transport;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    RecordedTransport(Transport transport) {
        this.transport = transport;
    }

    int begun() {
        return begun.get();
    }

    int underWay() {
        return begun.get() - ended.get();
    }

    /** That so many exchanges were begun and all have ended: giving up may overtake one that is just being sent. */
    void assertEnded(int number) {
        assertThat(begun).hasValue(number);
        assertThat(ClosingCases.becomes(() -> underWay() == 0, Duration.ofSeconds(20)))
                .as("%d exchanges have ended, and %s so far", number, ended)
                .isTrue();
    }

    @Override
    public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
        begun.incrementAndGet();
        try {
            return transport.send(request);
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It could only tell what the returned future tells.
    public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
        // Counted before it is sent, or the service could have it first.
        begun.incrementAndGet();
        CompletableFuture<Either<TransportFailure, HttpResponse>> exchange = transport.sendAsync(request);
        exchange.whenComplete((reply, cancelled) -> ended.incrementAndGet());
        return exchange;
    }

    @Override
    public void close() {}
}
