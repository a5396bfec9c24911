package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
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

/** Any number of threads may call at once, change their minds, or be interrupted. */
abstract class CallerCases extends Cases {
    private static final int MANY = 64;

    CallerCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer echoing() throws IOException {
        return serving((request, connection) -> connection.reply(200, request.target()));
    }

    private void assertEachGetsItsOwnReply(ExecutorService threads) throws IOException {
        ScriptedServer server = echoing();
        Transport transport = open();
        List<CompletableFuture<String>> replies = IntStream.range(0, MANY)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> text(reply(transport.send(get(server.endpoint(), "i=" + i)))), threads))
                .toList();
        threads.shutdown();
        for (int i = 0; i < MANY; i++) {
            assertThat(soon(replies.get(i))).endsWith("?i=" + i);
        }
    }

    @Test
    final void eachOfManyThreadsGetsItsOwnReply() throws IOException {
        assertEachGetsItsOwnReply(Executors.newFixedThreadPool(MANY));
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    final void eachOfManyVirtualThreadsGetsItsOwnReply() throws IOException, ReflectiveOperationException {
        assertEachGetsItsOwnReply((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    @Test
    final void eachOfManyFuturesGetsItsOwnReply() throws IOException {
        ScriptedServer server = echoing();
        Transport transport = open();
        List<CompletableFuture<Either<TransportFailure, HttpResponse>>> replies = IntStream.range(0, MANY)
                .mapToObj(i -> transport.sendAsync(get(server.endpoint(), "i=" + i)))
                .toList();
        for (int i = 0; i < MANY; i++) {
            assertThat(text(reply(soon(replies.get(i))))).endsWith("?i=" + i);
        }
    }

    @Test
    final void sequentialCallsShareAConnection() throws IOException {
        String zipped = gzip("zipped");
        ScriptedServer server = serving((request, connection) -> {
            switch (request.target().charAt(request.target().length() - 1) % 4) {
                case 0 -> connection.reply(200, "ok");
                case 1 -> connection.reply(500, "an error has a body that must be read, too".repeat(100));
                case 2 -> connection.send("HTTP/1.1 404 Gone\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
                default ->
                    connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + zipped.length()
                            + "\r\n\r\n" + zipped);
            }
        });
        Transport transport = open();
        for (int i = 0; i < 50; i++) {
            reply(transport.send(get(server.endpoint(), "i=" + i)));
            reply(transport.send(post(server, "i=" + i)));
        }
        assertThat(server.connections()).hasSize(1);
    }

    @Test
    final void interruptionEndsABlockingCall() throws IOException, InterruptedException {
        ScriptedServer server = serving(Script.silence());
        Transport transport = open();
        HttpRequest request = within(longUnless(Deviation.HOLDS_WHAT_IS_GIVEN_UP), get(server));
        AtomicBoolean flagged = new AtomicBoolean();
        CompletableFuture<Either<TransportFailure, HttpResponse>> result = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            Either<TransportFailure, HttpResponse> outcome = transport.send(request);
            flagged.set(Thread.currentThread().isInterrupted());
            result.complete(outcome);
        });
        caller.setDaemon(true);
        caller.start();
        server.next(ample());
        caller.interrupt();
        assertFailsWith(Kind.INTERRUPTED, List.of(soon(result)));
        assertThat(flagged).isTrue();
        assertLetGo(server, Deviation.HOLDS_WHAT_IS_GIVEN_UP);
    }

    @Test
    final void anInterruptedThreadSendsNothing() throws IOException {
        ScriptedServer server = echoing();
        Transport transport = open();
        Thread.currentThread().interrupt();
        Either<TransportFailure, HttpResponse> result = transport.send(get(server));
        assertThat(Thread.interrupted()).isTrue();
        assertFailsWith(Kind.INTERRUPTED, List.of(result));
        // Were one on its way, it would come before this one.
        reply(transport.send(get(server.endpoint(), "next")));
        assertThat(server.next(ample()).target()).endsWith("?next");
    }

    @Test
    final void cancellingFreesTheConnection() throws IOException {
        ScriptedServer server = serving(Script.silence());
        CompletableFuture<Either<TransportFailure, HttpResponse>> future =
                open().sendAsync(within(longUnless(Deviation.HOLDS_WHAT_IS_GIVEN_UP), get(server)));
        server.next(ample());
        future.cancel(true);
        assertThat(future).isCancelled();
        assertLetGo(server, Deviation.HOLDS_WHAT_IS_GIVEN_UP);
    }

    @Test
    final void cancellingWithinTheBodyFreesTheConnection() throws IOException {
        Deviation[] held = {Deviation.HOLDS_A_SILENT_BODY, Deviation.HOLDS_WHAT_IS_GIVEN_UP};
        ScriptedServer server = cancelledWithinTheBody(longUnless(held));
        // A stack that holds what is silent lets go of what was still being read: it may take some tries to see it
        // hold.
        for (int tries = 0; tries < 20 && deviatesIn(held) && endsAtOnce(server); tries++) {
            server = cancelledWithinTheBody(longUnless(held));
        }
        assertLetGo(server, held);
    }

    private ScriptedServer cancelledWithinTheBody(Duration timeout) throws IOException {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        ScriptedServer server = serving((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n");
            // More than fits between the two: part of it has been read when this returns.
            connection.send("x".repeat(1 << 20));
            begun.complete(null);
            connection.awaitEnd();
        });
        CompletableFuture<Either<TransportFailure, HttpResponse>> future =
                open().sendAsync(within(timeout, get(server)));
        soon(begun);
        future.cancel(true);
        return server;
    }

    private boolean endsAtOnce(ScriptedServer server) {
        try {
            server.connections().get(0).ended().get(brief().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException held) {
            return false;
        } catch (InterruptedException | ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
