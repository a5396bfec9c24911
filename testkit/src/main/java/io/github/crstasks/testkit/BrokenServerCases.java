package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything but a complete HTTP response is a failure of the documented kind. */
abstract class BrokenServerCases extends ContractCases {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    BrokenServerCases(TransportContract contract) {
        super(contract);
    }

    private void assertFails(Kind kind, ServerScript script) throws IOException {
        assertFailsWith(kind, sendBothWays(open(), get(serve(script))));
    }

    @Test
    final void truncatedBodyIsALostConnection() throws IOException {
        assertFails(Kind.CONNECTION_LOST, ServerScript.closeAfter(OK + "Content-Length: 10\r\n\r\nshort"));
        assertFails(
                Kind.CONNECTION_LOST, ServerScript.closeAfter("HTTP/1.1 500 Error\r\nContent-Length: 10\r\n\r\nshort"));
    }

    @Test
    final void missingBodyIsALostConnection() throws IOException {
        assertFails(Kind.CONNECTION_LOST, ServerScript.closeAfter(OK + "Content-Length: 10\r\n\r\n"));
    }

    @Test
    final void chunkedBodyWithoutLastChunkIsALostConnection() throws IOException {
        assertFails(
                Kind.CONNECTION_LOST, ServerScript.closeAfter(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n"));
        assertFails(Kind.CONNECTION_LOST, ServerScript.closeAfter(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nno"));
    }

    @Test
    final void resetWithinTheBodyIsALostConnection() throws IOException {
        assertFails(Kind.CONNECTION_LOST, (request, connection) -> {
            connection.send(OK + "Content-Length: 10\r\n\r\ncut");
            connection.reset();
        });
    }

    @Test
    final void closeWithinTheHeadersIsALostConnection() throws IOException {
        assertFails(Kind.CONNECTION_LOST, ServerScript.closeAfter(OK + "Content-Le"));
    }

    @Test
    final void closeWithoutResponseIsALostConnection() throws IOException {
        assertFails(Kind.CONNECTION_LOST, (request, connection) -> connection.close());
        assertFailsWith(
                Kind.CONNECTION_LOST,
                sendBothWays(open(), post(serve((request, connection) -> connection.close()), "a=b")));
    }

    @Test
    final void unansweredGetIsSentOnce() throws IOException {
        int expected = deviates(Deviation.RESENDS_UNANSWERED_GET) ? 2 : 1;
        ScriptedServer server = serve((request, connection) -> connection.close());
        assertThat(sendBlocking(open(), get(server)).isLeft()).isTrue();
        assertThat(server.received()).hasSize(expected);
    }

    @Test
    final void unansweredGetOnReusedConnectionIsSentOnce() throws IOException {
        int expected = deviates(Deviation.RESENDS_UNANSWERED_GET) ? 2 : 1;
        ScriptedServer server = serve((request, connection) -> {
            if (request.target().endsWith("first")) {
                connection.respond(200, "ok");
            } else {
                connection.close();
            }
        });
        Transport transport = open();
        response(sendBlocking(transport, get(server.endpoint(), "first")));
        assertThat(sendBlocking(transport, get(server.endpoint(), "second")).isLeft())
                .isTrue();
        assertThat(server.received()).hasSize(1 + expected);
    }

    @Test
    final void unansweredPostIsSentOnce() throws IOException {
        ScriptedServer server = serve((request, connection) -> connection.close());
        assertThat(sendBlocking(open(), post(server, "a=b")).isLeft()).isTrue();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    final void nonHttpBytesAreAnInvalidResponse() throws IOException {
        Kind kind = deviates(Deviation.SKIPS_NON_HTTP_BYTES) ? Kind.CONNECTION_LOST : Kind.INVALID_RESPONSE;
        assertFails(kind, ServerScript.closeAfter("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"));
    }

    @Test
    final void brokenGzipIsAnInvalidResponse() throws IOException {
        String zipped = gzip("a body that is long enough to be cut into two");
        for (String broken : List.of("no gzip at all", zipped.substring(0, zipped.length() - 9), "\u001f\u008b")) {
            assertFails(
                    Kind.INVALID_RESPONSE,
                    (request, connection) -> connection.send(
                            OK + "Content-Encoding: gzip\r\nContent-Length: " + broken.length() + "\r\n\r\n" + broken));
        }
    }

    @Test
    final void unrequestedEncodingIsAnInvalidResponse() throws IOException {
        assertFails(
                Kind.INVALID_RESPONSE,
                (request, connection) ->
                        connection.send(OK + "Content-Encoding: br\r\nContent-Length: 3\r\n\r\n\u000b\u0000\u0003"));
    }

    @Test
    final void refusedConnectionIsNotConnected() throws IOException {
        try (Socket bound = new Socket()) {
            // The port is bound, so that no other process opens it, but it does not listen.
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI endpoint = URI.create("http://127.0.0.1:" + bound.getLocalPort() + "/");
            assertFailsWith(Kind.NOT_CONNECTED, sendBothWays(open(), get(endpoint, "a=b")));
        }
    }

    @Test
    final void hostWithoutAddressIsUnknown() {
        assertFailsWith(
                Kind.UNKNOWN_HOST, sendBothWays(open(), get(URI.create("http://no-such-host.invalid/"), "a=b")));
    }
}
