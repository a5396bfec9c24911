package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.crstasks.transport.BlockingTransport.Exchange;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class BlockingTransportTest {
    private static final TransportRequest REQUEST =
            TransportRequest.get(URI.create("http://localhost/"), "", TransportHeaders.none());
    private static final TransportRequest BRIEF =
            REQUEST.withLimits(Duration.ofMillis(20), TransportRequest.DEFAULT_MAX_RESPONSE_BYTES);
    private static final TransportResponse RESPONSE = new TransportResponse(200, TransportHeaders.none(), new byte[0]);

    private final HangingExchange hanging = new HangingExchange();

    private static Kind kindOf(Either<TransportFailure, TransportResponse> result) {
        return result.getLeft().kind();
    }

    @Test
    void responseOfTheStackIsReturned() {
        try (Transport transport = FakeBlockingTransport.responding(() -> RESPONSE)) {
            assertThat(transport.sendAsync(REQUEST).join()).isEqualTo(Either.right(RESPONSE));
            assertThat(transport.send(REQUEST)).isEqualTo(Either.right(RESPONSE));
        }
    }

    @Test
    void exceptionOfTheStackIsReturnedAsAFailure() {
        IOException lost = new IOException("lost");
        StackOverflowError error = new StackOverflowError();
        IllegalStateException rejected = new IllegalStateException();
        try (Transport throwing = FakeBlockingTransport.responding(() -> {
                    throw lost;
                });
                Transport erring = FakeBlockingTransport.responding(() -> {
                    throw error;
                });
                Transport rejecting = new FakeBlockingTransport(request -> {
                    throw rejected;
                })) {
            assertThat(throwing.send(REQUEST)).isEqualTo(Either.left(TransportFailure.of(REQUEST, lost)));
            assertThat(erring.send(REQUEST)).isEqualTo(Either.left(TransportFailure.of(REQUEST, error)));
            assertThat(rejecting.send(REQUEST)).isEqualTo(Either.left(TransportFailure.of(REQUEST, rejected)));
        }
    }

    /** As suppliers, because JUnit shows an argument by its text. */
    @SuppressWarnings({"NullAway", "OverrideThrowableToString", "ToStringReturnsNull"}) // They break their contract.
    static List<Supplier<Exception>> exceptionsWhoseMethodsFail() {
        return List.of(
                () -> new IllegalStateException() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("getMessage");
                    }
                },
                () -> new IOException("connection reset") {
                    @Override
                    public String toString() {
                        throw new StackOverflowError("toString");
                    }
                },
                () -> new IOException("connection reset") {
                    @Override
                    public String toString() {
                        return null;
                    }
                },
                () -> new IllegalStateException() {
                    @Override
                    public synchronized Throwable getCause() {
                        throw new IllegalStateException("getCause");
                    }
                },
                () -> new IllegalStateException("Signature=c2lnbmF0dXJl") {
                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new IllegalStateException("getStackTrace");
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("exceptionsWhoseMethodsFail")
    void exceptionThatCannotBeReadIsReturnedAsAFailure(Supplier<Exception> creation) {
        Exception thrown = creation.get();
        Callable<Either<TransportFailure, TransportResponse>> throwing = () -> {
            throw thrown;
        };
        TransportRequest request = TransportRequest.get(
                URI.create("http://localhost/"), "Signature=c2lnbmF0dXJl", TransportHeaders.none());
        try (Transport transport = new FakeBlockingTransport(sent -> Exchange.of(throwing, () -> {}))) {
            TransportFailure failure = transport.send(request).getLeft();

            assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
            assertThat(failure.message()).contains(thrown.getClass().getName());
            assertThat(failure.cause().get())
                    .hasMessageContaining(thrown.getClass().getName());
        }
    }

    @ParameterizedTest
    @MethodSource("exceptionsWhoseMethodsFail")
    void failureWhoseCauseCannotBeReadIsReturned(Supplier<Exception> cause) {
        TransportFailure failure = new TransportFailure(Kind.NOT_CONNECTED, "no route", Option.some(cause.get()));
        try (Transport transport =
                new FakeBlockingTransport(request -> Exchange.of(() -> Either.left(failure), () -> {}))) {
            assertThat(kindOf(transport.send(REQUEST))).isEqualTo(Kind.NOT_CONNECTED);
        }
    }

    @Test
    void exceptionThatTellsNothingAboutTheResponseIsNoInvalidResponse() {
        try (Transport rejecting = new FakeBlockingTransport(request -> {
                    throw new IllegalStateException("the pool is shut down");
                });
                Transport throwing = FakeBlockingTransport.responding(() -> {
                    throw new IllegalArgumentException("the pool is shut down");
                })) {
            for (Transport transport : List.of(rejecting, throwing)) {
                TransportFailure failure = transport.send(REQUEST).getLeft();

                assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
                assertThat(failure.message())
                        .contains("GET http://localhost/", "java.lang.Illegal", "(the pool is shut down)")
                        .doesNotContain("not HTTP", "class is missing");
            }
        }
    }

    @Test
    void timeoutAbortsTheExchange() {
        try (Transport transport = new FakeBlockingTransport(request -> hanging)) {
            assertThat(kindOf(transport.send(BRIEF))).isEqualTo(Kind.TIMED_OUT);
            hanging.awaitAbort();
        }
    }

    @Test
    void cancellingTheFutureAbortsTheExchange() {
        try (Transport transport = new FakeBlockingTransport(request -> hanging)) {
            CompletableFuture<?> result = transport.sendAsync(REQUEST);
            hanging.awaitExecution();
            result.cancel(true);

            assertThat(result).isCancelled();
            hanging.awaitAbort();
        }
    }

    @Test
    void interruptingTheCallerAbortsTheExchange() throws InterruptedException {
        try (Transport transport = new FakeBlockingTransport(request -> hanging)) {
            CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();
            CompletableFuture<Boolean> isStillInterrupted = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                result.complete(transport.send(REQUEST));
                isStillInterrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            hanging.awaitExecution();
            caller.interrupt();

            assertThat(kindOf(result.join())).isEqualTo(Kind.INTERRUPTED);
            assertThat(isStillInterrupted.join()).isTrue();
            hanging.awaitAbort();
        }
    }

    @Test
    void interruptedCallerCreatesNoExchange() {
        try (Transport transport = new FakeBlockingTransport(request -> {
            throw new AssertionError("no exchange expected");
        })) {
            Thread.currentThread().interrupt();
            assertThat(kindOf(transport.send(REQUEST))).isEqualTo(Kind.INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void closingAbortsTheExchangesAndThenClosesTheStackOnce() throws InterruptedException {
        FakeBlockingTransport transport = new FakeBlockingTransport(request -> hanging);
        CompletableFuture<Either<TransportFailure, TransportResponse>> result = transport.sendAsync(REQUEST);
        CompletableFuture<Integer> stackClosings = result.thenApply(closed -> transport.stackClosings());
        Thread worker = hanging.awaitExecution();
        transport.close();
        transport.close();

        assertThat(kindOf(result.join())).isEqualTo(Kind.CLOSED);
        assertThat(stackClosings.join()).isZero();
        assertThat(transport.stackClosings()).isEqualTo(1);
        hanging.awaitAbort();
        worker.join();
    }

    @Test
    void closedTransportCreatesNoExchange() {
        Transport transport = new FakeBlockingTransport(request -> {
            throw new AssertionError("no exchange expected");
        });
        transport.close();

        assertThat(kindOf(transport.send(REQUEST))).isEqualTo(Kind.CLOSED);
        assertThat(kindOf(transport.sendAsync(REQUEST).join())).isEqualTo(Kind.CLOSED);
    }

    @Test
    void exchangeThatIsAbortedBeforeItIsCreatedIsNotExecuted() throws InterruptedException {
        CompletableFuture<Thread> creating = new CompletableFuture<>();
        CompletableFuture<BlockingTransport.Exchange> created = new CompletableFuture<>();
        FakeBlockingTransport transport = new FakeBlockingTransport(request -> {
            creating.complete(Thread.currentThread());
            return created.join();
        });
        transport.sendAsync(REQUEST).cancel(true);
        CompletableFuture<?> second = transport.sendAsync(REQUEST);
        Thread worker = creating.join();
        second.cancel(true);
        CompletableFuture<Boolean> isExecuted = new CompletableFuture<>();
        created.complete(BlockingTransport.Exchange.of(
                () -> {
                    isExecuted.complete(true);
                    return Either.right(RESPONSE);
                },
                () -> isExecuted.complete(true)));
        transport.close();
        worker.join();

        assertThat(isExecuted).isNotDone();
    }

    @Test
    void abortThatBlocksDelaysNoOtherExchange() {
        CompletableFuture<Void> testEnds = new CompletableFuture<>();
        try (Transport transport =
                new FakeBlockingTransport(request -> BlockingTransport.Exchange.of(hanging::execute, testEnds::join))) {
            assertThat(kindOf(transport.send(BRIEF))).isEqualTo(Kind.TIMED_OUT);
            assertThat(kindOf(transport.send(BRIEF))).isEqualTo(Kind.TIMED_OUT);
            testEnds.complete(null);
        }
    }

    @Test
    void exceptionOfAnAbortIsIgnored() throws InterruptedException {
        CompletableFuture<Thread> aborting = new CompletableFuture<>();
        CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        FakeBlockingTransport transport =
                new FakeBlockingTransport(request -> BlockingTransport.Exchange.of(hanging::execute, () -> {
                    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
                    aborting.complete(Thread.currentThread());
                    throw new IllegalStateException();
                }));
        CompletableFuture<?> result = transport.sendAsync(REQUEST);
        hanging.awaitExecution();
        result.cancel(true);
        Thread thread = aborting.join();
        transport.close();
        thread.join();

        assertThat(uncaught).isNotDone();
    }

    @Test
    @SuppressWarnings("NullAway") // Callers without a null checker may pass null.
    void nullRequestIsRejected() {
        try (Transport transport = FakeBlockingTransport.responding(() -> RESPONSE)) {
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.sendAsync(null))
                    .withMessage("request");
            assertThatNullPointerException()
                    .isThrownBy(() -> transport.send(null))
                    .withMessage("request");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // A subclass may be compiled without checks.
    void exchangeThatReturnsNullFails() {
        for (Either<TransportFailure, TransportResponse> broken :
                Arrays.<Either<TransportFailure, TransportResponse>>asList(
                        null, Either.left(null), Either.right(null))) {
            try (Transport transport = new FakeBlockingTransport(request -> Exchange.of(() -> broken, () -> {}))) {
                TransportFailure failure = transport.send(REQUEST).getLeft();

                assertThat(failure.kind()).isEqualTo(Kind.STACK_UNUSABLE);
                assertThat(failure.message()).contains("returned null");
            }
        }
    }

    @Test
    void whatAnAbortThrowsIsNotReported() throws InterruptedException {
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        ThreadGroup group = new ThreadGroup("group of the creator") {
            @Override
            public void uncaughtException(Thread thread, Throwable thrown) {
                uncaught.add(thrown);
            }
        };
        CompletableFuture<Thread> aborting = new CompletableFuture<>();
        CompletableFuture<Transport> created = new CompletableFuture<>();
        Exchange exchange = Exchange.of(hanging::execute, () -> {
            aborting.complete(Thread.currentThread());
            throw new AssertionError("an error");
        });
        Thread creator = new Thread(group, () -> created.complete(new FakeBlockingTransport(request -> exchange)));
        creator.start();
        creator.join();

        try (Transport transport = created.join()) {
            CompletableFuture<?> result = transport.sendAsync(REQUEST);
            hanging.awaitExecution();
            result.cancel(true);
        }
        aborting.join().join();

        assertThat(uncaught).isEmpty();
    }
}
