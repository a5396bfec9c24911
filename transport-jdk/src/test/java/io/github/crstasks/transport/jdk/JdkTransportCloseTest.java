package io.github.crstasks.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdkTransportCloseTest {
    /** More than one exchange needs threads, so that callbacks run also on the threads that the client had created. */
    private static final int EXCHANGES = 16;

    private final CountDownLatch entered = new CountDownLatch(EXCHANGES);
    private final CountDownLatch closed = new CountDownLatch(1);
    private HoldingServer server;
    private JdkTransport transport;

    @BeforeEach
    void open() throws Exception {
        server = new HoldingServer();
        transport = new JdkTransport();
    }

    @AfterEach
    void close() throws Exception {
        closed.countDown();
        transport.close();
        server.close();
    }

    @Test
    void closingInterruptsNoCallback() throws Exception {
        runInCallbacks(1, () -> null).get(0).join();
        List<CompletableFuture<Boolean>> interrupted = runInCallbacks(EXCHANGES, this::isInterruptedBeforeClosed);
        entered.await();
        transport.close();
        closed.countDown();

        assertThat(interrupted)
                .allSatisfy(callback -> assertThat(callback.join()).isFalse());
    }

    @Test
    void closingInterruptsNoThreadThatACallbackCreated() throws Exception {
        runInCallbacks(1, () -> null).get(0).join();
        List<CompletableFuture<CompletableFuture<Boolean>>> interrupted = runInCallbacks(EXCHANGES, () -> {
            CompletableFuture<Boolean> outcome = new CompletableFuture<>();
            new Thread(() -> outcome.complete(isInterruptedBeforeClosed())).start();
            return outcome;
        });
        entered.await();
        transport.close();
        closed.countDown();

        assertThat(interrupted)
                .allSatisfy(thread -> assertThat(thread.join().join()).isFalse());
    }

    /** Runs an action in a callback of each of several concurrent exchanges. */
    private <T> List<CompletableFuture<T>> runInCallbacks(int exchanges, Supplier<T> action) {
        TransportRequest request = TransportRequest.get(
                URI.create("http://127.0.0.1:" + server.port() + "/"), "", TransportHeaders.none());
        List<CompletableFuture<T>> outcomes = Stream.generate(() -> transport.sendAsync(request))
                .limit(exchanges)
                .map(response -> response.thenApply(ignored -> action.get()))
                .toList();
        // The server responds only now, so that the callbacks do not run on this thread.
        server.respond(exchanges);
        return outcomes;
    }

    private boolean isInterruptedBeforeClosed() {
        entered.countDown();
        try {
            closed.await();
            return Thread.currentThread().isInterrupted();
        } catch (InterruptedException interrupted) {
            return true;
        }
    }
}
