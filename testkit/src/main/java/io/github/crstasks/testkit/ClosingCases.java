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
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** A closed transport sends nothing more and releases everything that it used. */
abstract class ClosingCases extends ContractCases {
    /** Shorter than the 5 seconds after which the quickest of the known stacks ends idle connections by itself. */
    private static final Duration BEFORE_IDLE_TIMEOUT = Duration.ofSeconds(4);

    ClosingCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void closingEndsRunningExchanges() throws IOException {
        ScriptedServer server = serve(ServerScript.silence());
        Transport transport = open();
        TransportRequest request = withTimeout(LONG_TIMEOUT, get(server));
        CompletableFuture<Either<TransportFailure, TransportResponse>> async = transport.sendAsync(request);
        CompletableFuture<Either<TransportFailure, TransportResponse>> blocking = new CompletableFuture<>();
        Thread caller = new Thread(() -> blocking.complete(transport.send(request)));
        caller.setDaemon(true);
        caller.start();
        server.awaitRequest(patience());
        server.awaitRequest(patience());
        transport.close();
        assertFailsWith(Kind.CLOSED, List.of(await(async), await(blocking)));
        assertConnectionsClose(server);
    }

    @Test
    final void closingEndsThreadsThatReadAChunkedBody() throws IOException {
        ThreadSnapshot before = ThreadSnapshot.take();
        ScriptedServer server = closeWhileAChunkedBodyIsRead();
        boolean keeps = deviates(
                Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE,
                Deviation.KEEPS_CONNECTION_OF_TRICKLING_CHUNK,
                Deviation.KEEPS_RESOURCES_AFTER_CLOSE);
        if (!keeps) {
            assertConnectionsClose(server);
            if (!Eventually.holds(() -> before.newThreads().isEmpty(), shortTimeout())) {
                assertNextExchangeLeavesNoThread();
            }
        }
    }

    /**
     * A first exchange may start threads that a stack has once for all of its clients, such as the one for the timeouts of
     * Okio. A transport cannot end them, but must not start more of them.
     */
    private void assertNextExchangeLeavesNoThread() throws IOException {
        ThreadSnapshot before = ThreadSnapshot.take();
        closeWhileAChunkedBodyIsRead();
        assertThat(Eventually.holds(() -> before.newThreads().isEmpty(), patience()))
                .as("no thread remains of %s", before.newThreads())
                .isTrue();
    }

    private ScriptedServer closeWhileAChunkedBodyIsRead() throws IOException {
        CompletableFuture<Void> isSending = new CompletableFuture<>();
        ScriptedServer server = serve((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;extension=");
            isSending.complete(null);
            connection.trickle("x");
        });
        Transport transport = open();
        CompletableFuture<Either<TransportFailure, TransportResponse>> async =
                transport.sendAsync(withTimeout(LONG_TIMEOUT, get(server)));
        await(isSending);
        transport.close();
        assertFailsWith(Kind.CLOSED, List.of(await(async)));
        return server;
    }

    @Test
    final void closedTransportSendsNothing() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        Transport transport = open();
        response(transport.send(get(server)));
        transport.close();
        assertFailsWith(Kind.CLOSED, sendBothWays(transport, get(server)));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    final void closingTwiceIsHarmless() throws IOException {
        Transport transport = open();
        transport.close();
        transport.close();
        assertFailsWith(Kind.CLOSED, sendBothWays(transport, get(serve(ServerScript.respond(200, "ok")))));
    }

    @Test
    final void closingReleasesThreadsAndConnections() throws IOException {
        ThreadSnapshot before = ThreadSnapshot.take();
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        Transport transport = open();
        assertThat(sendBothWays(transport, get(server))).allSatisfy(ContractCases::response);
        transport.close();
        BooleanSupplier released = () -> server.connections().stream()
                        .allMatch(connection -> connection.closed().isDone())
                && before.newThreads().isEmpty();
        boolean keeps = deviates(Deviation.KEEPS_RESOURCES_AFTER_CLOSE);
        assertThat(Eventually.holds(released, keeps ? shortTimeout().multipliedBy(4) : BEFORE_IDLE_TIMEOUT))
                .as("all connections are closed and no thread remains of %s", before.newThreads())
                .isEqualTo(!keeps);
    }
}
