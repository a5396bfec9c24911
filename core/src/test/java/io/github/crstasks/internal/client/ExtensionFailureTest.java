package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.ManualScheduler;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.waiting.DelayScheduler;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception of an extension is returned as an error that names the extension, by every style of call. */
@Timeout(60)
class ExtensionFailureTest {
    /** The parts of a client that a program may supply, each of which throws when it is used. */
    enum Extension {
        CREDENTIALS_PROVIDER("credentials provider") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.credentials(() -> fail(thrown));
            }
        },
        RATE_LIMITER("rate limiter") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.rateLimiter(() -> fail(thrown));
            }
        },
        CLOCK("clock") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.clock(() -> fail(thrown));
            }
        },
        NONCE_SOURCE("nonce source") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.nonces(() -> fail(thrown));
            }
        },
        RANDOM_SOURCE("random source") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.random(() -> fail(thrown)).transport(answering(UNAVAILABLE));
            }
        },
        REQUEST_HEADER_SOURCE("request header source") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.requestHeaders(attempt -> fail(thrown));
            }
        },
        TRANSPORT("transport") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.transport(request -> fail(thrown));
            }
        },
        FUTURE_OF_THE_TRANSPORT("transport") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.transport(request -> CompletableFuture.failedFuture(thrown));
            }
        },
        SCHEDULER("scheduler") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.scheduler(scheduler(delay -> fail(thrown))).rateLimiter(() -> Duration.ofMillis(1));
            }
        },
        TIME_OF_THE_SCHEDULER("scheduler") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.scheduler(new TimelessScheduler(thrown));
            }
        },
        FUTURE_OF_THE_SCHEDULER("scheduler") {
            @Override
            void throwing(TaskClientBuilder client, Throwable thrown) {
                client.scheduler(scheduler(delay -> CompletableFuture.failedFuture(thrown)))
                        .rateLimiter(() -> Duration.ofMillis(1));
            }
        };

        private final String description;

        Extension(String description) {
            this.description = description;
        }

        abstract void throwing(TaskClientBuilder client, Throwable thrown);
    }

    /** A scheduler that fails when its time is read, from the start or from some moment on. */
    private static final class TimelessScheduler implements DelayScheduler {
        private final ManualScheduler scheduler = ManualScheduler.create();
        private volatile Option<Throwable> thrown = Option.none();

        TimelessScheduler() {}

        TimelessScheduler(Throwable thrown) {
            failWith(thrown);
        }

        void failWith(Throwable failure) {
            thrown = Option.some(failure);
        }

        @Override
        public long nanoTime() {
            return thrown.isDefined() ? fail(thrown.get()) : scheduler.nanoTime();
        }

        @Override
        public CompletableFuture<Void> after(Duration delay) {
            return scheduler.after(delay);
        }
    }

    private static ExecutionException circular() {
        ExecutionException outer = new ExecutionException("outer") {};
        outer.initCause(new CompletionException("inner", outer));
        return outer;
    }

    private static final TransportResponse UNAVAILABLE = Responses.of(503, TransportHeaders.none(), "");
    private static final TransportResponse RUNNING = Responses.page(1, Tasks.of("a"));

    @SuppressWarnings("TypeParameterUnusedInFormals") // The method never returns.
    private static <T> T fail(Throwable thrown) {
        throw Rethrow.unchecked(thrown);
    }

    private static FakeTransport answering(TransportResponse response) {
        return FakeTransport.answering(response);
    }

    private static DelayScheduler scheduler(Function<Duration, CompletableFuture<Void>> after) {
        return new DelayScheduler() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public CompletableFuture<Void> after(Duration delay) {
                return after.apply(delay);
            }
        };
    }

    static Stream<Arguments> extensionsAndExceptions() {
        return Arrays.stream(Extension.values())
                .flatMap(extension -> Stream.of(
                                new IllegalStateException("unchecked"),
                                new IOException("checked, as a Kotlin lambda may throw it"),
                                new InterruptedException("not an interruption of the thread"),
                                new StackOverflowError("an error"))
                        .map(thrown -> Arguments.of(extension, thrown)));
    }

    private static TaskClient client(Extension extension, Throwable thrown) {
        TaskClientBuilder builder = answering(RUNNING).client();
        extension.throwing(builder, thrown);
        return builder.build();
    }

    private static void assertFailed(TaskError error, String extension, Throwable thrown) {
        assertThat(error)
                .asInstanceOf(type(TaskError.ExtensionFailed.class))
                .returns(extension, TaskError.ExtensionFailed::extension)
                .returns(false, TaskError::retryable)
                .satisfies(failed -> assertThat(failed.cause().get()).isSameAs(thrown))
                .satisfies(failed -> assertThat(failed.message()).isEqualTo("the " + extension + " threw " + thrown));
    }

    @ParameterizedTest
    @MethodSource("extensionsAndExceptions")
    void everyCallStyleReturnsTheSameErrorAndKeepsTheInterruptFlag(Extension extension, Throwable thrown)
            throws Throwable {
        for (CallStyle style : CallStyle.values()) {
            TaskError error =
                    style.result(client(extension, thrown), TaskQuery.all()).getLeft();

            assertFailed(error, extension.description, thrown);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    static Stream<Arguments> extensionsAndHostileExceptions() {
        return Arrays.stream(Extension.values())
                .flatMap(extension -> Stream.of(
                                new HostileException(new IllegalStateException("no text")),
                                new HostileException(new StackOverflowError("no text")),
                                circular())
                        .map(thrown -> Arguments.of(
                                extension, Named.of(thrown.getClass().getName(), thrown))));
    }

    @ParameterizedTest
    @MethodSource("extensionsAndHostileExceptions")
    void exceptionThatCannotBeDescribedIsReportedByItsType(Extension extension, Throwable thrown) throws Throwable {
        for (CallStyle style : CallStyle.values()) {
            assertThat(style.result(client(extension, thrown), TaskQuery.all()).getLeft())
                    .asInstanceOf(type(TaskError.ExtensionFailed.class))
                    .returns(extension.description, TaskError.ExtensionFailed::extension)
                    .satisfies(failed -> assertThat(new TaskException(failed))
                            .hasMessageStartingWith("the " + extension.description + " threw "));
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    static Stream<Arguments> extensionsThatReturnNothingUseful() {
        Stream<Map.Entry<String, Consumer<TaskClientBuilder>>> extensions = Stream.of(
                Map.entry("credentials provider", client -> client.credentials(() -> Either.right(null))),
                Map.entry("credentials provider", client -> client.credentials(() -> Either.left(null))),
                Map.entry(
                        "transport",
                        client -> client.transport(request -> CompletableFuture.completedFuture(Either.right(null)))),
                Map.entry(
                        "transport",
                        client -> client.transport(request -> CompletableFuture.completedFuture(Either.left(null)))),
                Map.entry("nonce source", client -> client.nonces(() -> 0)),
                Map.entry("nonce source", client -> client.nonces(() -> Integer.MIN_VALUE)),
                Map.entry("clock", client -> client.clock(() -> Instant.MAX)),
                Map.entry("clock", client -> client.clock(() -> Instant.MIN)),
                Map.entry(
                        "random source",
                        client -> client.random(() -> Double.NaN).transport(answering(UNAVAILABLE))),
                Map.entry("random source", client -> client.random(() -> -0.1).transport(answering(UNAVAILABLE))),
                Map.entry("random source", client -> client.random(() -> 1.1).transport(answering(UNAVAILABLE))));
        return extensions.map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("extensionsThatReturnNothingUseful")
    void valueThatBreaksTheContractOfAnExtensionIsReportedByItsName(
            String extension, Consumer<TaskClientBuilder> setting) throws Throwable {
        for (CallStyle style : CallStyle.values()) {
            TaskClientBuilder builder = answering(RUNNING).client();
            setting.accept(builder);

            assertThat(style.result(builder.build(), TaskQuery.all()).getLeft())
                    .asInstanceOf(type(TaskError.ExtensionFailed.class))
                    .returns(extension, TaskError.ExtensionFailed::extension)
                    .satisfies(failed ->
                            assertThat(failed.message()).containsAnyOf("it returned null in Either.", "but was "));
        }
    }

    @Test
    void transportThatThrowsTheRequestDoesNotShowItsSignature() throws Throwable {
        for (CallStyle style : CallStyle.values()) {
            TaskClient client = answering(RUNNING)
                    .client()
                    .transport(request -> CompletableFuture.failedFuture(
                            new IllegalStateException("failed: " + request.uri(), new IOException("" + request.uri()))))
                    .build();

            TaskError error = style.result(client, TaskQuery.all()).getLeft();

            assertThat(error.message())
                    .contains("the transport threw", "withheld")
                    .doesNotContain("Signature=");
            assertThat(new TaskException(error)).hasStackTraceContaining("withheld");
            assertThat(stackTrace(new TaskException(error))).doesNotContain("Signature=");
        }
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Waits and watches poll again after a retryable error. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*(AWAIT|WATCH)")
    void errorOfTheCredentialsProviderIsRetriedOnlyIfItSaysSo(CallStyle style) throws Throwable {
        for (boolean isRetryable : new boolean[] {true, false}) {
            TaskError refused =
                    new TaskError.Unreachable("STS answered 503", Option.none(), isRetryable, Option.none());
            AtomicInteger calls = new AtomicInteger();
            FakeTransport transport = answering(RUNNING);
            TaskClient client = transport
                    .client()
                    .scheduler(ManualScheduler.skippingDelays())
                    .retryPolicy(RetryPolicy.defaults().withMaxAttempts(3))
                    .credentials(() -> {
                        calls.incrementAndGet();
                        return Either.left(refused);
                    })
                    .build();

            TaskError error = style.result(client, TaskQuery.all()).getLeft();

            assertThat(error).isEqualTo(refused);
            assertThat(error.message()).startsWith("STS answered 503 (" + (isRetryable ? "3 attempts" : "1 attempt"));
            assertThat(calls).hasValue(isRetryable ? 3 : 1);
            assertThat(transport.requests()).isEmpty();
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CallStyle.class,
            names = {"AWAIT", "ASYNC_AWAIT"})
    void randomSourceThatThrowsBetweenTwoPollsEndsAWait(CallStyle style) throws Throwable {
        IllegalStateException thrown = new IllegalStateException("no randomness");
        TaskClient client =
                answering(RUNNING).client().random(() -> fail(thrown)).build();

        assertFailed(style.result(client, TaskQuery.all()).getLeft(), "random source", thrown);
    }

    @Test
    void schedulerThatRejectsALaterDelayEndsAWait() throws Throwable {
        RejectedExecutionException thrown = new RejectedExecutionException("shut down");
        List<Duration> delays = new CopyOnWriteArrayList<>();
        TaskClient client = answering(RUNNING)
                .client()
                .scheduler(scheduler(delay -> {
                    delays.add(delay);
                    return delay.equals(WaitOptions.defaults().timeout())
                            ? new CompletableFuture<>()
                            : delays.size() > 2 ? fail(thrown) : CompletableFuture.completedFuture(null);
                }))
                .build();

        assertFailed(CallStyle.AWAIT.result(client, TaskQuery.all()).getLeft(), "scheduler", thrown);
        assertThat(delays).hasSize(3);
    }

    @Test
    void clockThatThrowsWhileItIsCorrectedEndsTheCall() throws Throwable {
        IllegalStateException thrown = new IllegalStateException("no time");
        AtomicInteger readings = new AtomicInteger();
        TaskClient client = answering(Responses.of(
                        200, TransportHeaders.none().with("Date", "Fri, 10 Feb 2017 09:56:18 GMT"), "{\"code\":4500}"))
                .client()
                .clock(() -> readings.getAndIncrement() == 0 ? Tasks.second(0) : fail(thrown))
                .build();

        assertFailed(CallStyle.LIST.result(client, TaskQuery.all()).getLeft(), "clock", thrown);
    }

    @Test
    @SuppressWarnings("NullAway") // A mock may return null.
    void extensionThatReturnsNullIsReportedByName() throws Throwable {
        TaskClient client =
                answering(RUNNING).client().transport(request -> null).build();

        assertThat(CallStyle.LIST.result(client, TaskQuery.all()).getLeft())
                .asInstanceOf(type(TaskError.ExtensionFailed.class))
                .returns("the transport threw java.lang.NullPointerException: it returned null", TaskError::message);
    }

    @Test
    void extensionThatThrowsOnceDoesNotAffectLaterCalls() {
        IllegalStateException thrown = new IllegalStateException("once");
        AtomicInteger calls = new AtomicInteger();
        TaskClient client = answering(RUNNING)
                .client()
                .rateLimiter(() -> calls.getAndIncrement() == 0 ? fail(thrown) : Duration.ZERO)
                .build();

        assertThat(client.list(TaskQuery.all()).isLeft()).isTrue();
        assertThat(client.list(TaskQuery.all()).isRight()).isTrue();
    }

    @Test
    void closingTheClientEndsAWaitWhoseSchedulerFails() {
        TimelessScheduler scheduler = new TimelessScheduler();
        FakeTransport pending = FakeTransport.pending();
        TaskClient client = pending.client().scheduler(scheduler).build();
        var wait = client.async().await(TaskQuery.all(), WaitOptions.defaults());
        var list = client.async().list(TaskQuery.all());
        scheduler.failWith(new IllegalStateException("no time"));

        client.close();

        assertThat(wait.join()).isInstanceOf(WaitOutcome.Cancelled.class);
        assertThat(list.join().getLeft()).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void schedulerWhoseTimeFailsBetweenTwoPollsEndsAWait() {
        IllegalStateException thrown = new IllegalStateException("no time");
        TimelessScheduler scheduler = new TimelessScheduler();
        var wait = answering(RUNNING)
                .client()
                .scheduler(scheduler)
                .build()
                .async()
                .await(TaskQuery.all(), WaitOptions.defaults());
        scheduler.failWith(thrown);

        scheduler.scheduler.pass(1);

        assertThat(wait.join())
                .asInstanceOf(type(WaitOutcome.PollFailed.class))
                .satisfies(failed -> assertFailed(failed.error(), "scheduler", thrown));
    }

    @Test
    @SuppressWarnings("NullAway") // A mock of a caller may return null.
    void transportWhoseFutureCompletesWithNullIsReportedByName() throws Throwable {
        TaskClient client = answering(RUNNING)
                .client()
                .transport(request -> CompletableFuture.completedFuture(null))
                .build();

        for (CallStyle style : CallStyle.values()) {
            assertThat(style.result(client, TaskQuery.all()).getLeft())
                    .asInstanceOf(type(TaskError.ExtensionFailed.class))
                    .returns("transport", TaskError.ExtensionFailed::extension);
        }
    }
}
