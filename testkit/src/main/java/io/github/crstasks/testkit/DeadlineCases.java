package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The timeout covers the whole exchange, and an exchange that times out closes its connection.
 *
 * <p>None of these servers ever completes its response, so a timeout that does not work shows as a call that never ends.
 */
abstract class DeadlineCases extends ContractCases {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    DeadlineCases(TransportContract contract) {
        super(contract);
    }

    private ScriptedServer assertTimesOut(ServerScript script) throws IOException {
        ScriptedServer server = serve(script);
        Transport transport = open();
        TransportRequest request = withTimeout(shortTimeout(), get(server));
        // Started before the blocking call, so that both wait for their timeout at the same time.
        CompletableFuture<Either<TransportFailure, TransportResponse>> async = transport.sendAsync(request);
        assertFailsWith(Kind.TIMED_OUT, List.of(sendBlocking(transport, request), await(async)));
        return server;
    }

    private void assertTimesOutWhileReceiving(ServerScript trickle) throws IOException {
        assertConnectionsEnd(assertTimesOut(trickle), Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE);
    }

    private void assertTimesOutWhileReceivingChunks(ServerScript trickle) throws IOException {
        assertConnectionsEnd(
                assertTimesOut(trickle),
                Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE,
                Deviation.KEEPS_CONNECTION_OF_TRICKLING_CHUNK);
    }

    /** Asserts that the client closes all connections, or keeps them indefinitely if it declares one of the deviations. */
    private void assertConnectionsEnd(ScriptedServer server, Deviation... keeping) {
        if (deviates(keeping)) {
            assertThat(server.connections())
                    .allSatisfy(connection -> assertThat(connection.closed())
                            .as("connection is kept open")
                            .failsWithin(shortTimeout()));
        } else {
            assertConnectionsClose(server);
        }
    }

    @Test
    final void silentServerTimesOut() throws IOException {
        assertConnectionsClose(assertTimesOut(ServerScript.silence()));
    }

    @Test
    final void endlessHeadersTimeOut() throws IOException {
        assertTimesOutWhileReceiving(ServerScript.trickle("HTTP/1.1 200 OK\r\nX-Endless: ", "x"));
    }

    @Test
    final void tricklingBodyTimesOut() throws IOException {
        assertTimesOutWhileReceiving(ServerScript.trickle("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x"));
    }

    @Test
    final void tricklingChunkedBodyTimesOut() throws IOException {
        assertTimesOutWhileReceiving(
                ServerScript.trickle("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"));
    }

    @Test
    final void stalledBodyTimesOut() throws IOException {
        assertConnectionsClose(
                assertTimesOut(ServerScript.silenceAfter("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nx")));
    }

    @Test
    final void tricklingChunkSizeTimesOut() throws IOException {
        assertTimesOutWhileReceivingChunks(ServerScript.trickle(CHUNKED, "0"));
    }

    @Test
    final void tricklingChunkExtensionTimesOut() throws IOException {
        assertTimesOutWhileReceivingChunks(ServerScript.trickle(CHUNKED + "5;extension=", "x"));
    }

    @Test
    final void endlessInterimResponsesAreNoResponse() throws IOException {
        String interim = "HTTP/1.1 100 Continue\r\n\r\n";
        ScriptedServer server = serve(ServerScript.trickle(interim.repeat(20), interim));
        // A stack may limit their number, and fail before the timeout.
        assertThat(sendBothWays(open(), withTimeout(shortTimeout(), get(server))))
                .allSatisfy(result -> assertThat(result.isLeft()).isTrue());
        assertConnectionsEnd(
                server,
                Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE,
                Deviation.KEEPS_CONNECTION_OF_INTERIM_RESPONSES);
    }

    /** A stack may return the body without waiting for the trailer, but then it must not keep the connection. */
    @Test
    final void tricklingTrailerEndsWithTheTimeout() throws IOException {
        ScriptedServer server = serve(ServerScript.trickle(CHUNKED + "2\r\nok\r\n0\r\nX-Trailer: ", "x"));
        assertThat(sendBothWays(open(), withTimeout(shortTimeout(), get(server))))
                .allSatisfy(result -> assertThat(
                                result.fold(failure -> failure.kind().name(), ContractCases::text))
                        .isIn(Kind.TIMED_OUT.name(), "ok"));
        assertConnectionsEnd(
                server, Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE, Deviation.KEEPS_CONNECTION_OF_TRICKLING_CHUNK);
    }
}
