package io.github.crstasks.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.testkit.Eventually;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the exchanges over another transport, and leaves it open when a client closes this one. */
public final class CountingTransport extends DelegatingTransport {
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    public CountingTransport(Transport delegate) {
        super(delegate);
    }

    public int started() {
        return started.get();
    }

    public int running() {
        return started.get() - ended.get();
    }

    /** Asserts the number of exchanges, and waits for their end: a cancellation may overtake a request being sent. */
    public void assertAllEnded(int expected) {
        assertThat(started).as("started exchanges").hasValue(expected);
        assertThat(Eventually.holds(() -> running() == 0, Duration.ofSeconds(20)))
                .as("%s of %d exchanges have ended", ended, expected)
                .isTrue();
    }

    @Override
    public Either<TransportFailure, TransportResponse> send(TransportRequest request) {
        started.incrementAndGet();
        try {
            return super.send(request);
        } finally {
            ended.incrementAndGet();
        }
    }

    @Override
    public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
        // Counted before it is sent, since the service might answer before the count otherwise.
        started.incrementAndGet();
        CompletableFuture<Either<TransportFailure, TransportResponse>> exchange =
                delegate().sendAsync(request);
        exchange.whenComplete((result, cancelled) -> ended.incrementAndGet());
        return exchange;
    }

    @Override
    public void close() {}
}
