package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An exchange that ends only when its thread is interrupted. */
final class HangingExchange implements BlockingTransport.Exchange {
    private final CompletableFuture<Thread> executing = new CompletableFuture<>();
    private final CompletableFuture<Thread> interrupted = new CompletableFuture<>();
    private final CompletableFuture<Thread> aborted = new CompletableFuture<>();

    @Override
    public Either<TransportFailure, TransportResponse> execute() throws InterruptedException {
        executing.complete(Thread.currentThread());
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts the latch down");
        } catch (InterruptedException expected) {
            interrupted.complete(Thread.currentThread());
            throw expected;
        }
    }

    @Override
    public void abort() {
        aborted.complete(Thread.currentThread());
    }

    /** Waits until the exchange is executed, and returns its thread. */
    Thread awaitExecution() {
        return executing.join();
    }

    /** Waits until the exchange is interrupted on one thread and aborted on another. */
    void awaitAbort() {
        assertThat(aborted.join()).isNotSameAs(interrupted.join());
    }
}
