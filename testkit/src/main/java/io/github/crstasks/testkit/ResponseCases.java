package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.collection.HashMap;
import io.vavr.collection.Map;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every complete HTTP response is returned as it is, whatever its status, headers and framing. */
abstract class ResponseCases extends ContractCases {
    private static final String BODY = "{\"code\":0,\"message\":\"" + "\u00e4\0\r\n".repeat(5000) + "\"}";

    ResponseCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void everyStatusIsAResponse() throws IOException {
        Transport transport = open();
        for (int status : List.of(200, 201, 400, 403, 404, 418, 429, 500, 502, 503, 599)) {
            String page = "<html><h1>" + status + "</h1></html>";
            ScriptedServer server = serve(ServerScript.respond(status, page));
            for (TransportRequest request : List.of(get(server), post(server, "a=b"))) {
                assertThat(sendBothWays(transport, request))
                        .allSatisfy(result -> assertThat(response(result))
                                .returns(status, TransportResponse::status)
                                .returns(page, ContractCases::text));
            }
        }
    }

    @Test
    final void authenticationChallengeIsAResponse() throws IOException {
        Transport transport = open();
        for (int status : List.of(401, 407)) {
            ScriptedServer server = serve(
                    (request, connection) -> connection.send(
                            "HTTP/1.1 " + status
                                    + " Challenge\r\nWWW-Authenticate: Basic\r\nProxy-Authenticate: Basic\r\nContent-Length: 2\r\n\r\nno"));
            assertThat(response(transport.send(get(server))))
                    .returns(status, TransportResponse::status)
                    .returns("no", ContractCases::text);
            assertThat(response(transport.send(post(server, "a=b"))))
                    .returns(status, TransportResponse::status)
                    .returns(deviates(Deviation.DROPS_BODY_OF_CHALLENGE) ? "" : "no", ContractCases::text);
        }
    }

    @Test
    final void responseWithoutBodyIsAccepted() throws IOException {
        Transport transport = open();
        for (String head : List.of(
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n")) {
            ScriptedServer server = serve((request, connection) -> connection.send(head));
            assertThat(text(response(transport.send(get(server))))).as(head).isEmpty();
        }
    }

    @Test
    final void responseThatEndsWithItsHeadersIsAccepted() throws IOException {
        Transport transport = open();
        for (int status : List.of(200, 403, 503)) {
            ScriptedServer server =
                    serve(ServerScript.closeAfter("HTTP/1.1 " + status + " Status\r\nConnection: close\r\n\r\n"));
            for (TransportRequest request : List.of(get(server), post(server, "a=b"))) {
                assertThat(sendBothWays(transport, request))
                        .allSatisfy(result -> assertThat(response(result))
                                .returns(status, TransportResponse::status)
                                .returns("", ContractCases::text));
            }
        }
    }

    @Test
    final void redirectsAreReturnedNotFollowed() throws IOException {
        ScriptedServer elsewhere = serve(ServerScript.respond(200, "followed"));
        Transport transport = open();
        for (int status : List.of(301, 302, 303, 307, 308)) {
            ScriptedServer server = serve((request, connection) -> connection.send("HTTP/1.1 " + status
                    + " Elsewhere\r\nContent-Length: 2\r\nLocation: " + elsewhere.endpoint() + "\r\n\r\nno"));
            assertThat(response(transport.send(get(server))).status()).isEqualTo(status);
            assertThat(response(transport.send(post(server, "a=b"))).status()).isEqualTo(status);
        }
        assertThat(elsewhere.connections()).isEmpty();
    }

    @Test
    final void responseHeadersAreCaseInsensitive() throws IOException {
        byte[] utf8 = "X-Message: 测试\r\n".getBytes(UTF_8);
        ScriptedServer server = serve((request, connection) -> connection.send("HTTP/1.1 200 OK\r\n"
                + "content-TYPE: text/html\r\nX-Request-Id: 1\r\n" + new String(utf8, ISO_8859_1)
                + "Content-Length: 2\r\n\r\nok"));
        TransportResponse response = response(open().send(get(server)));
        assertThat(response.headers().first("Content-Type")).containsExactly("text/html");
        assertThat(response.headers().first("x-request-id")).containsExactly("1");
    }

    @Test
    final void interimResponsesAreSkipped() throws IOException {
        Transport transport = open();
        for (String interim : List.of(
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </1>\r\n\r\n".repeat(3) + "HTTP/1.1 100 Continue\r\n\r\n")) {
            ScriptedServer server = serve((request, connection) -> {
                connection.send(interim);
                connection.respond(200, "interim skipped");
            });
            for (TransportRequest request : List.of(get(server), post(server, "a=b"))) {
                TransportResponse response = response(sendBlocking(transport, request));
                assertThat(response).as(interim).returns(200, TransportResponse::status);
                assertThat(text(response)).isEqualTo("interim skipped");
                assertThat(response.headers().first("Link")).isEmpty();
            }
        }
    }

    @Test
    final void oddHeadersAreNoFault() throws IOException {
        Transport transport = open();
        for (String header : List.of(
                "Age: old",
                "Age: -1",
                "Age: 99999999999999999999",
                "Age: 1\r\nAge: 2",
                "Date: yesterday",
                "Expires: -1",
                "Last-Modified: never",
                "Retry-After: soon",
                "ETag: ",
                "Set-Cookie: ;;=;",
                "Content-Type: ;;",
                "Content-Location: ::",
                "Location: http://[",
                "WWW-Authenticate: ,,",
                "Keep-Alive: timeout=never",
                "Warning: ",
                "X-Empty:")) {
            ScriptedServer server = serve((request, connection) ->
                    connection.send("HTTP/1.1 200 OK\r\n" + header + "\r\n" + "Content-Length: 2\r\n\r\nok"));
            assertThat(sendBothWays(transport, get(server)))
                    .allSatisfy(result ->
                            assertThat(text(response(result))).as(header).isEqualTo("ok"));
        }
    }

    @Test
    final void chunkExtensionsAndTrailersAreSkipped() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunks = "1;name=value\r\no\r\n1;flag\r\nk\r\n0;last\r\n";
        String trailer = "X-Trailer: 1\r\nAge: old\r\n\r\n";
        ScriptedServer server = serve((request, connection) -> connection.send(head + chunks + trailer));
        assertThat(sendBothWays(open(), get(server)))
                .allSatisfy(result -> assertThat(text(response(result))).isEqualTo("ok"));
    }

    @Test
    final void bodyIsCompleteInEveryFraming() throws IOException {
        assertBodyArrives(BODY, "", BODY);
    }

    @Test
    final void gzipBodyIsDecoded() throws IOException {
        assertBodyArrives(BODY, "Content-Encoding: gzip\r\n", gzip(BODY));
        assertBodyArrives(BODY, "Content-Encoding: X-GZIP\r\n", gzip(BODY));
        // RFC 1952: a gzip stream may have several members.
        assertBodyArrives("onetwo", "content-encoding: gzip\r\n", gzip("one") + gzip("two"));
    }

    private void assertBodyArrives(String body, String header, String sent) throws IOException {
        String half = sent.substring(0, sent.length() / 2);
        String rest = sent.substring(half.length());
        Map<String, String> framings = HashMap.of(
                "declared", "Content-Length: " + sent.length() + "\r\n\r\n" + sent,
                "chunked", "Transfer-Encoding: chunked\r\n\r\n" + chunk(half) + chunk(rest) + chunk(""),
                "until closed", "Connection: close\r\n\r\n" + sent);
        Transport transport = open();
        for (var framing : framings) {
            ScriptedServer server = serve(
                    framing._1.equals("until closed")
                            ? ServerScript.closeAfter("HTTP/1.1 200 OK\r\n" + header + framing._2)
                            : (request, connection) -> connection.send("HTTP/1.1 200 OK\r\n" + header + framing._2));
            assertThat(sendBothWays(transport, get(server)))
                    .allSatisfy(result ->
                            assertThat(text(response(result))).as(framing._1).isEqualTo(body));
        }
    }

    private static String chunk(String bytes) {
        return Integer.toHexString(bytes.length()) + "\r\n" + bytes + "\r\n";
    }
}
