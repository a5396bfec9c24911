package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever the server says is a reply, and whole. */
abstract class ReplyCases extends Cases {
    private static final String BODY = "{\"code\":0,\"message\":\"" + "\u00e4\0\r\n".repeat(5000) + "\"}";

    ReplyCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void everyStatusIsAReply() throws IOException {
        Transport transport = open();
        for (int status : List.of(200, 201, 400, 403, 404, 418, 429, 500, 502, 503, 599)) {
            String page = "<html><h1>" + status + "</h1></html>";
            ScriptedServer server = serving(Script.reply(status, page));
            for (HttpRequest request : List.of(get(server), post(server, "a=b"))) {
                assertThat(bothWays(transport, request))
                        .allSatisfy(result -> assertThat(reply(result))
                                .returns(status, HttpResponse::status)
                                .returns(page, Cases::text));
            }
        }
    }

    @Test
    final void aChallengeIsAReply() throws IOException {
        Transport transport = open();
        for (int status : List.of(401, 407)) {
            ScriptedServer server = serving((request, connection) -> connection.send("HTTP/1.1 " + status
                    + " Who?\r\nWWW-Authenticate: Basic\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno"));
            assertThat(reply(transport.send(get(server))))
                    .returns(status, HttpResponse::status)
                    .returns("no", Cases::text);
            assertThat(reply(transport.send(post(server, "a=b"))))
                    .returns(status, HttpResponse::status)
                    .returns(deviates(Deviation.LOSES_THE_BODY_OF_A_CHALLENGE) ? "" : "no", Cases::text);
        }
    }

    @Test
    final void aReplyMayHaveNoBody() throws IOException {
        Transport transport = open();
        for (String head : List.of(
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")) {
            ScriptedServer server = serving((request, connection) -> connection.send(head));
            assertThat(text(reply(transport.send(get(server))))).as(head).isEmpty();
        }
    }

    @Test
    final void redirectsAreReturnedAndNotFollowed() throws IOException {
        ScriptedServer elsewhere = serving(Script.reply(200, "stolen"));
        Transport transport = open();
        for (int status : List.of(301, 302, 303, 307, 308)) {
            ScriptedServer server = serving((request, connection) -> connection.send("HTTP/1.1 " + status
                    + " Over there\r\nContent-Length: 2\r\nLocation: " + elsewhere.endpoint() + "\r\n\r\nno"));
            assertThat(reply(transport.send(get(server))).status()).isEqualTo(status);
            assertThat(reply(transport.send(post(server, "a=b"))).status()).isEqualTo(status);
        }
        assertThat(elsewhere.connections()).isEmpty();
    }

    @Test
    final void headersOfAReplyAreFoundInAnyCase() throws IOException {
        byte[] utf8 = "X-Message: 测试\r\n".getBytes(UTF_8);
        ScriptedServer server = serving((request, connection) -> connection.send("HTTP/1.1 200 OK\r\n"
                + "content-TYPE: text/html\r\nX-Request-Id: 1\r\n" + new String(utf8, ISO_8859_1)
                + "Content-Length: 2\r\n\r\nok"));
        HttpResponse reply = reply(open().send(get(server)));
        assertThat(reply.headers().first("Content-Type")).containsExactly("text/html");
        assertThat(reply.headers().first("x-request-id")).containsExactly("1");
    }

    @Test
    final void aBodyIsWholeHoweverItIsFramed() throws IOException {
        assertArrives(BODY, "", BODY);
    }

    @Test
    final void gzipIsUndone() throws IOException {
        assertArrives(BODY, "Content-Encoding: gzip\r\n", gzip(BODY));
        assertArrives(BODY, "Content-Encoding: X-GZIP\r\n", gzip(BODY));
        // Several members are one stream.
        assertArrives("onetwo", "content-encoding: gzip\r\n", gzip("one") + gzip("two"));
    }

    private void assertArrives(String body, String header, String sent) throws IOException {
        String half = sent.substring(0, sent.length() / 2);
        String rest = sent.substring(half.length());
        Map<String, String> framings = HashMap.of(
                "declared", "Content-Length: " + sent.length() + "\r\n\r\n" + sent,
                "chunked", "Transfer-Encoding: chunked\r\n\r\n" + chunk(half) + chunk(rest) + chunk(""),
                "until closed", "Connection: close\r\n\r\n" + sent);
        Transport transport = open();
        for (var framing : framings) {
            ScriptedServer server = serving(
                    framing._1.equals("until closed")
                            ? Script.lastWords("HTTP/1.1 200 OK\r\n" + header + framing._2)
                            : (request, connection) -> connection.send("HTTP/1.1 200 OK\r\n" + header + framing._2));
            assertThat(bothWays(transport, get(server)))
                    .allSatisfy(result ->
                            assertThat(text(reply(result))).as(framing._1).isEqualTo(body));
        }
    }

    private static String chunk(String bytes) {
        return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
    }
}
