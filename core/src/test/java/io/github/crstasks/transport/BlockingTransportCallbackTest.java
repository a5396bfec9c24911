package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks of a returned future may block, and are never interrupted by the transport. */
@Timeout(60)
class BlockingTransportCallbackTest {
    private static final TransportRequest REQUEST =
            TransportRequest.get(URI.create("http://localhost/"), "", TransportHeaders.none());
    private static final TransportRequest BRIEF =
            REQUEST.withLimits(Duration.ofMillis(20), TransportRequest.DEFAULT_MAX_RESPONSE_BYTES);
    private static final TransportResponse RESPONSE = new TransportResponse(200, TransportHeaders.none(), new byte[0]);

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private boolean isInterruptedBeforeReleased() {
        entered.countDown();
        try {
            released.await();
            return Thread.currentThread().isInterrupted();
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    @Test
    void closingInterruptsNoCallback() throws InterruptedException {
        CountDownLatch respond = new CountDownLatch(1);
        FakeBlockingTransport transport = FakeBlockingTransport.responding(() -> {
            respond.await();
            return RESPONSE;
        });
        CompletableFuture<Boolean> interrupted =
                transport.sendAsync(REQUEST).thenApply(response -> isInterruptedBeforeReleased());
        respond.countDown();
        entered.await();
        transport.close();
        released.countDown();

        assertThat(interrupted.join()).isFalse();
    }

    @Test
    void cancellingInterruptsNoCallback() throws InterruptedException {
        CountDownLatch respond = new CountDownLatch(1);
        try (Transport transport = FakeBlockingTransport.responding(() -> {
            respond.await();
            return RESPONSE;
        })) {
            CompletableFuture<?> result = transport.sendAsync(REQUEST);
            CompletableFuture<Boolean> interrupted = result.thenApply(response -> isInterruptedBeforeReleased());
            respond.countDown();
            entered.await();
            result.cancel(true);
            released.countDown();

            assertThat(interrupted.join()).isFalse();
        }
    }

    @Test
    void interruptOfTheStackReachesNoCallback() {
        try (Transport transport = FakeBlockingTransport.responding(() -> {
            entered.await();
            Thread.currentThread().interrupt();
            return RESPONSE;
        })) {
            CompletableFuture<Boolean> interrupted = transport
                    .sendAsync(REQUEST)
                    .thenApply(response -> Thread.currentThread().isInterrupted());
            entered.countDown();

            assertThat(interrupted.join()).isFalse();
        }
    }

    /** Long enough for an interrupt that races with the callback to arrive. */
    private static boolean isInterruptedWithinSomeSteps() {
        return IntStream.range(0, 1_000).anyMatch(step -> Thread.currentThread().isInterrupted());
    }

    @Test
    void cancellingInterruptsNoCallbackThatStartsAtTheSameTime() throws Exception {
        CyclicBarrier sameTime = new CyclicBarrier(2);
        try (Transport transport = FakeBlockingTransport.responding(() -> {
            sameTime.await();
            return RESPONSE;
        })) {
            for (int round = 0; round < 2_000; round++) {
                CompletableFuture<?> result = transport.sendAsync(REQUEST);
                CompletableFuture<Boolean> interrupted =
                        result.handle((response, cancelled) -> isInterruptedWithinSomeSteps());
                sameTime.await();
                result.cancel(true);
                assertThat(interrupted.join())
                        .as("interrupted in round %d", round)
                        .isFalse();
            }
        }
    }

    @Test
    void blockedCallbackDelaysNeitherItsAbortNorOtherTimeouts() throws InterruptedException {
        HangingExchange first = new HangingExchange();
        try (Transport transport =
                new FakeBlockingTransport(request -> request == BRIEF ? first : new HangingExchange())) {
            CompletableFuture<Boolean> interrupted =
                    transport.sendAsync(BRIEF).thenApply(timedOut -> isInterruptedBeforeReleased());
            entered.await();
            first.awaitAbort();
            Either<TransportFailure, TransportResponse> second =
                    transport.send(REQUEST.withLimits(BRIEF.timeout(), BRIEF.maxResponseBytes()));
            released.countDown();

            assertThat(second.getLeft().kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(interrupted.join()).isFalse();
        }
    }

    @Test
    void callbackRunsInTheThreadGroupThatCreatedTheTransport() {
        CompletableFuture<CompletableFuture<ThreadGroup>> callback = new CompletableFuture<>();
        try (Transport transport = FakeBlockingTransport.responding(() -> {
            entered.await();
            return RESPONSE;
        })) {
            Thread caller = new Thread(
                    new ThreadGroup("caller"),
                    () -> callback.complete(transport
                            .sendAsync(REQUEST)
                            .thenApply(response -> Thread.currentThread().getThreadGroup())));
            caller.start();
            callback.join();
            entered.countDown();

            assertThat(callback.join().join()).isSameAs(Thread.currentThread().getThreadGroup());
        }
    }
}
