package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportRequest;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The body limit bounds what is read, whatever size a body declares or turns out to have. */
abstract class BodyLimitCases extends ContractCases {
    private static final int LIMIT = 64 << 10;

    BodyLimitCases(TransportContract contract) {
        super(contract);
    }

    private static TransportRequest limitedGet(ScriptedServer server) {
        return get(server).withLimits(LONG_TIMEOUT, LIMIT);
    }

    /** Returns a body that gzip cannot shrink: encoded, it is slightly larger than plain. */
    private static String noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return new String(noise, ISO_8859_1);
    }

    private ScriptedServer serveZipped(String body) throws IOException {
        String zipped = gzip(body);
        return serve(
                (request, connection) -> connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + zipped.length() + "\r\n\r\n" + zipped));
    }

    @Test
    final void bodyAsLargeAsTheLimitIsReturned() throws IOException {
        String body = noise(LIMIT);
        Transport transport = open();
        assertThat(text(response(transport.send(limitedGet(serve(ServerScript.respond(200, body)))))))
                .isEqualTo(body);
        assertThat(text(response(transport.send(limitedGet(serveZipped(body))))))
                .isEqualTo(body);
    }

    @Test
    final void bodyLargerThanTheLimitFails() throws IOException {
        assertFailsWith(
                Kind.TOO_LARGE, sendBothWays(open(), limitedGet(serve(ServerScript.respond(200, noise(LIMIT + 1))))));
    }

    @Test
    final void limitAppliesToDecodedBytes() throws IOException {
        // Decoded, the body would be 100 times as large as the limit.
        ScriptedServer bomb = serveZipped("0".repeat(LIMIT).repeat(100));
        assertFailsWith(Kind.TOO_LARGE, sendBothWays(open(), limitedGet(bomb)));
    }

    @Test
    final void endlessBodyIsAbortedAtTheLimit() throws IOException {
        byte[] flood = new byte[LIMIT];
        ScriptedServer server = serve((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                connection.send(flood);
            }
        });
        assertFailsWith(Kind.TOO_LARGE, sendBothWays(open(), limitedGet(server)));
        assertConnectionsClose(server);
    }
}
