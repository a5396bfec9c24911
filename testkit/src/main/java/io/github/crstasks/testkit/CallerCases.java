package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Threads may call concurrently, cancel their calls, and be interrupted. */
abstract class CallerCases extends ContractCases {
    private static final int CALLS = 64;

    CallerCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer serveEchoes() throws IOException {
        return serve((request, connection) -> connection.respond(200, request.target()));
    }

    private void assertEachThreadGetsItsOwnResponse(ExecutorService threads) throws IOException {
        ScriptedServer server = serveEchoes();
        Transport transport = open();
        List<CompletableFuture<String>> replies = IntStream.range(0, CALLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> text(response(transport.send(get(server.endpoint(), "i=" + i)))), threads))
                .toList();
        threads.shutdown();
        for (int i = 0; i < CALLS; i++) {
            assertThat(await(replies.get(i))).endsWith("?i=" + i);
        }
    }

    @Test
    final void concurrentThreadsGetTheirOwnResponses() throws IOException {
        assertEachThreadGetsItsOwnResponse(Executors.newFixedThreadPool(CALLS));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    final void concurrentVirtualThreadsGetTheirOwnResponses() throws IOException, ReflectiveOperationException {
        assertEachThreadGetsItsOwnResponse((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    @Test
    final void concurrentFuturesGetTheirOwnResponses() throws IOException {
        ScriptedServer server = serveEchoes();
        Transport transport = open();
        List<CompletableFuture<Either<TransportFailure, TransportResponse>>> replies = IntStream.range(0, CALLS)
                .mapToObj(i -> transport.sendAsync(get(server.endpoint(), "i=" + i)))
                .toList();
        for (int i = 0; i < CALLS; i++) {
            assertThat(text(response(await(replies.get(i))))).endsWith("?i=" + i);
        }
    }

    @Test
    final void sequentialCallsShareOneConnection() throws IOException {
        String zipped = gzip("zipped");
        ScriptedServer server = serve((request, connection) -> {
            switch (request.target().charAt(request.target().length() - 1) % 4) {
                case 0 -> connection.respond(200, "ok");
                case 1 -> connection.respond(500, "the body of an error must be read, too".repeat(100));
                case 2 ->
                    connection.send("HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
                default ->
                    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length()
                            + "\r\n\r\n" + zipped);
            }
        });
        Transport transport = open();
        for (int i = 0; i < 50; i++) {
            response(transport.send(get(server.endpoint(), "i=" + i)));
            response(transport.send(post(server, "i=" + i)));
        }
        assertThat(server.connections()).hasSize(1);
    }

    @Test
    final void interruptingTheThreadEndsTheCall() throws IOException, InterruptedException {
        ScriptedServer server = serve(ServerScript.silence());
        Transport transport = open();
        TransportRequest request =
                withTimeout(longTimeoutUnless(Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE), get(server));
        AtomicBoolean interrupted = new AtomicBoolean();
        CompletableFuture<Either<TransportFailure, TransportResponse>> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Either<TransportFailure, TransportResponse> outcome = transport.send(request);
            interrupted.set(Thread.currentThread().isInterrupted());
            result.complete(outcome);
        });
        caller.setDaemon(true);
        caller.start();
        server.awaitRequest(patience());
        caller.interrupt();
        assertFailsWith(Kind.INTERRUPTED, List.of(await(result)));
        assertThat(interrupted).isTrue();
        assertConnectionsClose(server, Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE);
    }

    @Test
    final void interruptedThreadSendsNothing() throws IOException {
        ScriptedServer server = serveEchoes();
        Transport transport = open();
        Thread.currentThread().interrupt();
        Either<TransportFailure, TransportResponse> result = transport.send(get(server));
        assertThat(Thread.interrupted()).isTrue();
        assertFailsWith(Kind.INTERRUPTED, List.of(result));
        // If the interrupted call had sent its request, that request would arrive first.
        response(transport.send(get(server.endpoint(), "next")));
        assertThat(server.awaitRequest(patience()).target()).endsWith("?next");
    }

    @Test
    final void cancellingTheFutureClosesTheConnection() throws IOException {
        ScriptedServer server = serve(ServerScript.silence());
        CompletableFuture<Either<TransportFailure, TransportResponse>> future = open().sendAsync(
                        withTimeout(longTimeoutUnless(Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE), get(server)));
        server.awaitRequest(patience());
        future.cancel(true);
        assertThat(future).isCancelled();
        assertConnectionsClose(server, Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE);
    }

    @Test
    final void cancellingWithinTheBodyClosesTheConnection() throws IOException {
        Deviation[] keeping = {
            Deviation.KEEPS_CONNECTION_OF_STALLED_BODY, Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE
        };
        ScriptedServer server = cancelledWithinTheBody(longTimeoutUnless(keeping));
        // A stack that keeps the connection of a stalled body closes it if the body was still arriving, so that the
        // deviation shows only in some of the attempts.
        for (int attempt = 0; attempt < 20 && deviates(keeping) && closesAtOnce(server); attempt++) {
            server = cancelledWithinTheBody(longTimeoutUnless(keeping));
        }
        assertConnectionsClose(server, keeping);
    }

    private ScriptedServer cancelledWithinTheBody(Duration timeout) throws IOException {
        CompletableFuture<Void> started = new CompletableFuture<>();
        ScriptedServer server = serve((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n");
            // More than the socket buffers hold: when this returns, the client has read a part of the body.
            connection.send("x".repeat(1 << 20));
            started.complete(null);
            connection.awaitClose();
        });
        CompletableFuture<Either<TransportFailure, TransportResponse>> future =
                open().sendAsync(withTimeout(timeout, get(server)));
        await(started);
        future.cancel(true);
        return server;
    }

    private boolean closesAtOnce(ScriptedServer server) {
        try {
            server.connections().get(0).closed().get(shortTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException keptOpen) {
            return false;
        } catch (InterruptedException | ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
