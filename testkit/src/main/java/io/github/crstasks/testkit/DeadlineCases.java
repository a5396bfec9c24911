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
        ScriptedServer server = assertTimesOut(trickle);
        if (deviates(Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE)) {
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
}
