package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.crstasks.transport.BlockingTransport.Exchange;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that run on the thread of their caller, and what remains of interrupts there. */
@Timeout(60)
class CallingThreadExchangeTest {
    private static final TransportRequest REQUEST =
            TransportRequest.get(URI.create("http://localhost/"), "", TransportHeaders.none());
    private static final TransportRequest BRIEF =
            REQUEST.withLimits(Duration.ofMillis(20), TransportRequest.DEFAULT_MAX_RESPONSE_BYTES);
    private static final TransportResponse RESPONSE = new TransportResponse(200, TransportHeaders.none(), new byte[0]);
    private static final Executor CALLING_THREAD = Runnable::run;

    private final CompletableFuture<Thread> executing = new CompletableFuture<>();

    /** What a caller sees when its exchange has ended. */
    private record Seen(Either<TransportFailure, TransportResponse> result, boolean isInterrupted) {
        Kind kind() {
            return result.getLeft().kind();
        }
    }

    private static FakeBlockingTransport interruptible(Callable<TransportResponse> stack) {
        return new FakeBlockingTransport(request -> interruptible(stack, () -> {}));
    }

    private static Exchange interruptible(Callable<TransportResponse> stack, Runnable abort) {
        Exchange exchange = Exchange.of(() -> Either.right(stack.call()), abort);
        return new Exchange() {
            @Override
            public Either<TransportFailure, TransportResponse> execute() throws Exception {
                return exchange.execute();
            }

            @Override
            public void abort() {
                exchange.abort();
            }

            @Override
            public boolean isInterruptible() {
                return true;
            }
        };
    }

    /** A stack that responds once, which allows the next exchange on the calling thread, and then waits. */
    private FakeBlockingTransport respondingOnce(Callable<TransportResponse> then) {
        CompletableFuture<Boolean> hasResponded = new CompletableFuture<>();
        FakeBlockingTransport transport = interruptible(() -> {
            if (hasResponded.complete(true)) {
                return RESPONSE;
            }
            executing.complete(Thread.currentThread());
            return then.call();
        });
        assertThat(transport.send(REQUEST)).isEqualTo(Either.right(RESPONSE));
        return transport;
    }

    private static TransportResponse hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return RESPONSE;
    }

    /** Fails as the library of Google does, whose methods throw no InterruptedException. */
    private static TransportResponse hangAndFailWithCause() throws IOException {
        try {
            return hang();
        } catch (InterruptedException interrupted) {
            throw (IOException) new InterruptedIOException("aborted").initCause(interrupted);
        }
    }

    private static CompletableFuture<Seen> call(Transport transport, TransportRequest request) {
        return call(() -> transport.sendAsync(request, CALLING_THREAD));
    }

    private static CompletableFuture<Seen> call(
            Supplier<CompletableFuture<Either<TransportFailure, TransportResponse>>> call) {
        CompletableFuture<Seen> seen = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Either<TransportFailure, TransportResponse> result = call.get().join();
            seen.complete(new Seen(result, Thread.currentThread().isInterrupted()));
        });
        caller.start();
        return seen;
    }

    @Test
    void exchangeRunsOnTheCallingThreadAfterOneHasSucceeded() {
        CompletableFuture<Thread> latest = new CompletableFuture<>();
        try (Transport transport = interruptible(() -> {
            latest.obtrudeValue(Thread.currentThread());
            return RESPONSE;
        })) {
            assertThat(transport.sendAsync(REQUEST, CALLING_THREAD).join()).isEqualTo(Either.right(RESPONSE));
            assertThat(latest.join()).isNotSameAs(Thread.currentThread());

            assertThat(transport.sendAsync(REQUEST, CALLING_THREAD)).isCompletedWithValue(Either.right(RESPONSE));
            assertThat(latest.join()).isSameAs(Thread.currentThread());

            TransportRequest elsewhere =
                    TransportRequest.get(URI.create("http://127.0.0.1/"), "", TransportHeaders.none());
            assertThat(transport.sendAsync(elsewhere, CALLING_THREAD).join().isRight())
                    .isTrue();
            assertThat(latest.join()).isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    void failureAllowsNoExchangeOnTheCallingThread() {
        try (Transport transport = interruptible(() -> {
            executing.obtrudeValue(Thread.currentThread());
            throw new IOException("lost");
        })) {
            for (int i = 0; i < 2; i++) {
                assertThat(transport.sendAsync(REQUEST, CALLING_THREAD).join().isLeft())
                        .isTrue();
                assertThat(executing.join()).isNotSameAs(Thread.currentThread());
            }
        }
    }

    @Test
    void stackThatIgnoresInterruptsRunsOnWorkersOnly() {
        try (Transport transport = FakeBlockingTransport.responding(() -> {
            executing.obtrudeValue(Thread.currentThread());
            return RESPONSE;
        })) {
            for (int i = 0; i < 2; i++) {
                assertThat(transport.sendAsync(REQUEST, CALLING_THREAD).join().isRight())
                        .isTrue();
                assertThat(executing.join()).isNotSameAs(Thread.currentThread());
            }
        }
    }

    @Test
    void timeoutEndsTheExchangeAndLeavesNoInterrupt() {
        try (Transport transport = respondingOnce(CallingThreadExchangeTest::hang)) {
            Seen seen = call(transport, BRIEF).join();
            assertThat(seen.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(seen.isInterrupted()).isFalse();
        }
    }

    @Test
    void timeoutEndsAnExchangeThatFailsWithACause() {
        try (Transport transport = respondingOnce(CallingThreadExchangeTest::hangAndFailWithCause)) {
            Seen seen = call(transport, BRIEF).join();
            assertThat(seen.kind()).isEqualTo(Kind.TIMED_OUT);
            assertThat(seen.isInterrupted()).isFalse();
        }
    }

    @Test
    void closingEndsTheExchangeAndLeavesNoInterrupt() {
        FakeBlockingTransport transport = respondingOnce(CallingThreadExchangeTest::hang);
        CompletableFuture<Seen> seen = call(transport, REQUEST);
        executing.join();
        transport.close();

        assertThat(seen.join().kind()).isEqualTo(Kind.CLOSED);
        assertThat(seen.join().isInterrupted()).isFalse();
    }

    @Test
    void exchangeThatIsCancelledBeforeItsExecutorRunsItIsDropped() {
        CompletableFuture<Runnable> action = new CompletableFuture<>();
        try (Transport transport = respondingOnce(() -> RESPONSE)) {
            transport.sendAsync(REQUEST, action::complete).cancel(true);
            action.join().run();

            assertThat(executing).isNotDone();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void executorThatRefusesAnActionFailsTheExchange() {
        try (Transport transport = respondingOnce(() -> RESPONSE)) {
            Either<TransportFailure, TransportResponse> result = transport
                    .sendAsync(REQUEST, refused -> {
                        throw new IllegalStateException("refused");
                    })
                    .join();
            assertThat(result.isLeft()).isTrue();
        }
    }

    @Test
    void interruptOfTheCallerEndsTheExchangeAndIsKept() {
        assertInterruptIsKept(CallingThreadExchangeTest::hang);
        assertInterruptIsKept(CallingThreadExchangeTest::hangAndFailWithCause);
    }

    private static void assertInterruptIsKept(Callable<TransportResponse> stack) {
        CallingThreadExchangeTest test = new CallingThreadExchangeTest();
        try (Transport transport = test.respondingOnce(stack)) {
            CompletableFuture<Seen> seen = call(transport, REQUEST);
            test.executing.join().interrupt();

            assertThat(seen.join().kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(seen.join().isInterrupted()).isTrue();
        }
    }

    @Test
    void interruptBeforeTheExchangeIsKept() {
        try (Transport transport = respondingOnce(CallingThreadExchangeTest::hang)) {
            Seen seen = call(() -> {
                        Thread.currentThread().interrupt();
                        return transport.sendAsync(REQUEST, CALLING_THREAD);
                    })
                    .join();
            assertThat(seen.kind()).isEqualTo(Kind.INTERRUPTED);
            assertThat(seen.isInterrupted()).isTrue();
        }
    }

    @Test
    void interruptOfTheCallerThatReachesNoWaitIsKept() {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Transport transport = respondingOnce(() -> {
            while (interrupted.getCount() > 0) {
                Thread.onSpinWait();
            }
            return RESPONSE;
        })) {
            CompletableFuture<Seen> seen = call(transport, REQUEST);
            executing.join().interrupt();
            interrupted.countDown();

            assertThat(seen.join()).isEqualTo(new Seen(Either.right(RESPONSE), true));
        }
    }

    @Test
    void interruptBeforeThatOfAnAbortIsKept() {
        FakeBlockingTransport transport = respondingOnce(CallingThreadExchangeTest::hang);
        CompletableFuture<Seen> seen = call(transport, REQUEST);
        executing.join().interrupt();
        transport.close();

        assertThat(seen.join().isInterrupted()).isTrue();
    }

    /** The stack consumes the interrupt of the abort before the caller is interrupted. */
    @Test
    void interruptAfterThatOfAnAbortIsKept() {
        CountDownLatch consumed = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        FakeBlockingTransport transport = respondingOnce(() -> {
            try {
                return hang();
            } catch (InterruptedException ofAbort) {
                consumed.countDown();
                while (interrupted.getCount() > 0) {
                    Thread.onSpinWait();
                }
                throw ofAbort;
            }
        });
        CompletableFuture<Seen> seen = call(transport, REQUEST);
        Thread caller = executing.join();
        transport.close();
        await(consumed);
        caller.interrupt();
        interrupted.countDown();

        assertThat(seen.join().kind()).isEqualTo(Kind.CLOSED);
        assertThat(seen.join().isInterrupted()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void abortAtTheEndOfAnExchangeLeavesNoInterrupt() throws Exception {
        CyclicBarrier sameTime = new CyclicBarrier(2);
        try (Transport transport = respondingOnce(() -> {
            sameTime.await();
            return RESPONSE;
        })) {
            for (int round = 0; round < 1_000; round++) {
                CompletableFuture<Runnable> action = new CompletableFuture<>();
                CompletableFuture<?> result = transport.sendAsync(REQUEST, action::complete);
                CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
                Thread caller = new Thread(() -> {
                    action.join().run();
                    isInterrupted.complete(IntStream.range(0, 1_000)
                            .anyMatch(step -> Thread.currentThread().isInterrupted()));
                });
                caller.start();
                sameTime.await();
                result.cancel(true);
                assertThat(isInterrupted.join())
                        .as("interrupted in round %d", round)
                        .isFalse();
                caller.join();
            }
        }
    }

    @Test
    @SuppressWarnings("NullAway") // Callers without a null checker may pass null.
    void nullExecutorIsRejected() {
        Transport fake = request -> CompletableFuture.completedFuture(Either.right(RESPONSE));
        try (Transport transport = interruptible(() -> RESPONSE)) {
            for (Transport each : new Transport[] {transport, fake}) {
                assertThatNullPointerException()
                        .isThrownBy(() -> each.sendAsync(REQUEST, null))
                        .withMessage("executor");
            }
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.sendAsync(null, CALLING_THREAD))
                    .withMessage("request");
        }
    }

    @Test
    void transportThatDoesNotUseTheExecutorSendsWithoutIt() {
        Transport fake = request -> CompletableFuture.completedFuture(Either.right(RESPONSE));
        assertThat(fake.sendAsync(REQUEST, action -> {
                    throw new AssertionError("no action expected");
                }))
                .isCompletedWithValue(Either.right(RESPONSE));
    }
}
