package io.github.crstasks.tests.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream with one page in flight executes the exchange of its second page itself; it can be ended as any other. */
@Timeout(60)
class CallingThreadTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private static final Paging PAGES_OF_TWO = Paging.defaults().withPageSize(2).withPagesInFlight(1);

    private static final String PAGE = "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"totalCount\":9,"
            + "\"data\":{\"redisTaskSet\":[" + row(9) + "," + row(8) + "]}}";

    private static String row(int second) {
        return "{\"startTime\":\"2017-02-10 16:56:0" + second + "\",\"taskName\":\"backupInstance\","
                + "\"redisName\":\"a\",\"redisId\":\"crs-" + second + "\",\"projectId\":0,\"status\":2,\"progress\":1}";
    }

    static Stream<Arguments> hangs() {
        Map<String, ServerScript> scripts = Map.of(
                "before the headers", ServerScript.silence(),
                "in the body", ServerScript.silenceAfter("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"),
                "in a body that trickles",
                        ServerScript.trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", " "));
        Map<String, Supplier<Transport>> transports = Map.of("JDK", JdkTransport::new, "Google", GoogleTransport::new);
        return scripts.entrySet().stream()
                .flatMap(script -> transports.entrySet().stream()
                        .map(transport -> Arguments.of(
                                Named.of(script.getKey(), script.getValue()),
                                Named.of(transport.getKey(), transport.getValue()))));
    }

    /** A stream on a thread of its own. */
    private static final class Call implements AutoCloseable {
        private final ScriptedServer server;
        private final Transport transport;
        private final TaskClient client;
        private final CompletableFuture<Void> hasHung = new CompletableFuture<>();
        private final CompletableFuture<TaskError> error = new CompletableFuture<>();
        private final CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
        private final Stream<Task> tasks;
        private final Thread caller;

        Call(ServerScript hang, Supplier<Transport> transport, Duration timeout) throws IOException {
            this.transport = transport.get();
            server = ScriptedServer.plain((request, connection) -> {
                if (request.target().contains("offset=0")) {
                    connection.respond(200, PAGE);
                } else {
                    hasHung.complete(null);
                    hang.answer(request, connection);
                }
            });
            client = TaskClient.builder()
                    .region("gz")
                    .endpoint(server.endpoint())
                    .credentials(Credentials.of("id", "key"))
                    .transport(this.transport)
                    .timeout(timeout)
                    .retryPolicy(RetryPolicy.none())
                    .build();
            tasks = client.stream(TaskQuery.all(), PAGES_OF_TWO);
            caller = new Thread(this::call);
            caller.start();
            // On a slow machine, the first page may time out as well.
            CompletableFuture.anyOf(hasHung, isInterrupted).join();
        }

        private void call() {
            try {
                long unexpected = tasks.count();
                error.completeExceptionally(new AssertionError("read " + unexpected + " tasks"));
            } catch (TaskException thrown) {
                error.complete(thrown.error());
            }
            isInterrupted.complete(Thread.currentThread().isInterrupted());
        }

        @Override
        public void close() throws IOException {
            client.close();
            transport.close();
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void secondExchangeRunsOnTheCallingThread(ServerScript hang, Supplier<Transport> transport) throws IOException {
        try (Call call = new Call(hang, transport, LONG)) {
            assertThat(call.caller.getStackTrace())
                    .extracting(StackTraceElement::getClassName)
                    .contains("io.github.crstasks.transport.ExchangeTask");
            call.tasks.close();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void interruptingTheCallerEndsTheCallAndIsKept(ServerScript hang, Supplier<Transport> transport)
            throws IOException {
        try (Call call = new Call(hang, transport, LONG)) {
            call.caller.interrupt();

            assertThat(call.error.join())
                    .isInstanceOf(TaskError.Cancelled.class)
                    .asString()
                    .contains("the calling thread was interrupted");
            assertThat(call.isInterrupted.join()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void timeoutEndsTheCallAndLeavesNoInterrupt(ServerScript hang, Supplier<Transport> transport) throws IOException {
        try (Call call = new Call(hang, transport, Duration.ofMillis(300))) {
            assertThat(call.error.join()).isInstanceOf(TaskError.TimedOut.class);
            assertThat(call.isInterrupted.join()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void closingTheClientEndsTheCallAndLeavesNoInterrupt(ServerScript hang, Supplier<Transport> transport)
            throws IOException {
        try (Call call = new Call(hang, transport, LONG)) {
            call.client.close();

            assertThat(call.error.join()).isInstanceOf(TaskError.Cancelled.class);
            assertThat(call.isInterrupted.join()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void closingTheTransportEndsTheCallAndLeavesNoInterrupt(ServerScript hang, Supplier<Transport> transport)
            throws IOException {
        try (Call call = new Call(hang, transport, LONG)) {
            call.transport.close();

            assertThat(call.error.join()).isInstanceOf(TaskError.Cancelled.class);
            assertThat(call.isInterrupted.join()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void closingTheStreamEndsTheCallAndLeavesNoInterrupt(ServerScript hang, Supplier<Transport> transport)
            throws IOException {
        try (Call call = new Call(hang, transport, LONG)) {
            call.tasks.close();

            assertThat(call.error.join()).isInstanceOf(TaskError.Cancelled.class);
            assertThat(call.isInterrupted.join()).isFalse();
        }
    }
}
