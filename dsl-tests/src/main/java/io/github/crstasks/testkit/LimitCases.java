package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure.Kind;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However large a body claims or turns out to be, what is read stays in proportion to the limit. */
abstract class LimitCases extends Cases {
    private static final int LIMIT = 64 << 10;

    LimitCases(TransportContract contract) {
        super(contract);
    }

    private static HttpRequest limited(ScriptedServer server) {
        return get(server).within(LONG, LIMIT);
    }

    /** What gzip cannot shrink: encoded it is a little larger than the limit. */
    private static String noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return new String(noise, ISO_8859_1);
    }

    private ScriptedServer zipping(String body) throws IOException {
        String zipped = gzip(body);
        return serving(
                (request, connection) -> connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                        + zipped.length() + "\r\n\r\n" + zipped));
    }

    @Test
    final void aBodyMayReachTheLimit() throws IOException {
        String body = noise(LIMIT);
        Transport transport = open();
        assertThat(text(reply(transport.send(limited(serving(Script.reply(200, body)))))))
                .isEqualTo(body);
        assertThat(text(reply(transport.send(limited(zipping(body)))))).isEqualTo(body);
    }

    @Test
    final void aBodyMayNotPassTheLimit() throws IOException {
        assertFailsWith(Kind.TOO_LARGE, bothWays(open(), limited(serving(Script.reply(200, noise(LIMIT + 1))))));
    }

    @Test
    final void theLimitCountsDecodedBytes() throws IOException {
        // As a whole it would be 100 times the limit.
        ScriptedServer bomb = zipping("0".repeat(LIMIT).repeat(100));
        assertFailsWith(Kind.TOO_LARGE, bothWays(open(), limited(bomb)));
    }

    @Test
    final void anEndlessBodyIsCutOff() throws IOException {
        byte[] flood = new byte[LIMIT];
        ScriptedServer server = serving((request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            while (true) {
                connection.send(flood);
            }
        });
        assertFailsWith(Kind.TOO_LARGE, bothWays(open(), limited(server)));
        assertLetGo(server);
    }
}
