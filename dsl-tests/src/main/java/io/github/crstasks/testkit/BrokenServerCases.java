package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is not a whole reply is a failure, and is told apart. */
abstract class BrokenServerCases extends Cases {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    BrokenServerCases(TransportContract contract) {
        super(contract);
    }

    private void assertFails(Kind kind, Script script) throws IOException {
        assertFailsWith(kind, bothWays(open(), get(serving(script))));
    }

    @Test
    final void aBodyShorterThanDeclaredIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, Script.lastWords(OK + "Content-Length: 10\r\n\r\nshort"));
        assertFails(Kind.DISCONNECTED, Script.lastWords("HTTP/1.1 500 Oops\r\nContent-Length: 10\r\n\r\nshort"));
    }

    @Test
    final void aDeclaredBodyThatNeverBeginsIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, Script.lastWords(OK + "Content-Length: 10\r\n\r\n"));
    }

    @Test
    final void aChunkedBodyWithoutItsLastChunkIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, Script.lastWords(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n"));
        assertFails(Kind.DISCONNECTED, Script.lastWords(OK + "Transfer-Encoding: chunked\r\n\r\n5\r\nno"));
    }

    @Test
    final void aConnectionThatIsResetWithinTheBodyIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, (request, connection) -> {
            connection.send(OK + "Content-Length: 10\r\n\r\ncut");
            connection.reset();
        });
    }

    @Test
    final void aConnectionThatEndsWithinTheHeadersIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, Script.lastWords(OK + "Content-Le"));
    }

    @Test
    final void aConnectionThatEndsUnansweredIsNoReply() throws IOException {
        assertFails(Kind.DISCONNECTED, (request, connection) -> connection.close());
        assertFailsWith(
                Kind.DISCONNECTED, bothWays(open(), post(serving((request, connection) -> connection.close()), "a=b")));
    }

    @Test
    final void anUnansweredGetArrivesOnce() throws IOException {
        int arrivals = deviates(Deviation.RESENDS_AN_UNANSWERED_GET) ? 2 : 1;
        ScriptedServer server = serving((request, connection) -> connection.close());
        assertThat(blocking(open(), get(server)).isLeft()).isTrue();
        assertThat(server.received()).hasSize(arrivals);
    }

    @Test
    final void anUnansweredGetOnAUsedConnectionArrivesOnce() throws IOException {
        int arrivals = deviates(Deviation.RESENDS_AN_UNANSWERED_GET) ? 2 : 1;
        ScriptedServer server = serving((request, connection) -> {
            if (request.target().endsWith("first")) {
                connection.reply(200, "ok");
            } else {
                connection.close();
            }
        });
        Transport transport = open();
        reply(blocking(transport, get(server.endpoint(), "first")));
        assertThat(blocking(transport, get(server.endpoint(), "second")).isLeft())
                .isTrue();
        assertThat(server.received()).hasSize(1 + arrivals);
    }

    @Test
    final void anUnansweredPostArrivesOnce() throws IOException {
        ScriptedServer server = serving((request, connection) -> connection.close());
        assertThat(blocking(open(), post(server, "a=b")).isLeft()).isTrue();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    final void whatIsNoHttpIsUnreadable() throws IOException {
        Kind kind = deviates(Deviation.SKIPS_WHAT_IS_NO_HTTP) ? Kind.DISCONNECTED : Kind.UNREADABLE;
        assertFails(kind, Script.lastWords("SSH-2.0-OpenSSH_9.2p1\r\n\r\n"));
    }

    @Test
    final void brokenGzipIsUnreadable() throws IOException {
        String zipped = gzip("a body that is long enough to be cut into two");
        for (String broken : List.of("no gzip at all", zipped.substring(0, zipped.length() - 9), "\u001f\u008b")) {
            assertFails(
                    Kind.UNREADABLE,
                    (request, connection) -> connection.send(
                            OK + "Content-Encoding: gzip\r\nContent-Length: " + broken.length() + "\r\n\r\n" + broken));
        }
    }

    @Test
    final void anEncodingThatWasNotAskedForIsUnreadable() throws IOException {
        assertFails(
                Kind.UNREADABLE,
                (request, connection) ->
                        connection.send(OK + "Content-Encoding: br\r\nContent-Length: 3\r\n\r\n\u000b\u0000\u0003"));
    }

    @Test
    final void aRefusedConnectionIsNone() throws IOException {
        try (Socket bound = new Socket()) {
            // Bound, so that nobody else takes the port, and not listening.
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI endpoint = URI.create("http://127.0.0.1:" + bound.getLocalPort() + "/");
            assertFailsWith(Kind.NOT_CONNECTED, bothWays(open(), get(endpoint, "a=b")));
        }
    }

    @Test
    final void aHostWithoutAddressIsUnknown() {
        assertFailsWith(Kind.UNKNOWN_HOST, bothWays(open(), get(URI.create("http://no-such-host.invalid/"), "a=b")));
    }
}
