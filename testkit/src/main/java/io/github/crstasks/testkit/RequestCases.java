package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests arrive exactly as given, since the signature covers every byte of them. */
abstract class RequestCases extends ContractCases {
    private static final List<String> PARAMETERS = List.of(
            "a=b",
            "SignatureMethod=HmacSHA256&Nonce=1&Signature=%2Bab%2Fcd%3D",
            "spaces=a%20b+c",
            "percent=%25%2525",
            "plus=%2B+",
            "case=%2b%2B",
            "name=" + URLEncoder.encode("任务列表", UTF_8),
            "emoji=" + URLEncoder.encode("🚀✓", UTF_8),
            "empty=&none&=nameless&last=",
            "again=2&other=1&again=1",
            "unreserved=-._~!*'()",
            "long=" + "x%20".repeat(2048));

    private static final List<String> PATHS = List.of("/", "/v2/", "/a%20b/%E4%BB%BB//c;d=e", "/%2e%2E/x");

    RequestCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void queryArrivesByteForByte() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        Transport transport = open();
        List<QueryRewrite> rewrites = declared(QueryRewrite.class);
        // Even a rewriting of a text that is in none of the parameters is asserted.
        Stream<String> queries =
                Stream.concat(PARAMETERS.stream(), rewrites.stream().map(rewrite -> "declared=" + rewrite.sent()));
        for (String query : queries.toList()) {
            response(transport.send(get(server.endpoint(), query)));
            String expected = query;
            for (QueryRewrite rewrite : rewrites) {
                expected = rewrite.apply(expected);
            }
            assertThat(server.awaitRequest(patience()))
                    .returns("GET", ServerRequest::method)
                    .returns("/v2/index.php?" + expected, ServerRequest::target);
        }
    }

    @Test
    final void pathArrivesByteForByte() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        Transport transport = open();
        List<PathRewrite> rewrites = declared(PathRewrite.class);
        Stream<String> paths = Stream.concat(PATHS.stream(), rewrites.stream().map(PathRewrite::sent));
        for (String path : paths.toList()) {
            response(transport.send(get(URI.create("http://" + server.endpoint().getAuthority() + path), "a=b")));
            String expected = path;
            for (PathRewrite rewrite : rewrites) {
                expected = rewrite.apply(expected);
            }
            assertThat(server.awaitRequest(patience())).returns(expected + "?a=b", ServerRequest::target);
        }
        response(transport.send(get(URI.create("http://" + server.endpoint().getAuthority()), "a=b")));
        assertThat(server.awaitRequest(patience())).returns("/?a=b", ServerRequest::target);
    }

    @Test
    final void formArrivesByteForByte() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        Transport transport = open();
        for (String form : PARAMETERS) {
            response(transport.send(post(server, form)));
            assertThat(server.awaitRequest(patience()))
                    .returns("POST", ServerRequest::method)
                    .returns("/v2/index.php", ServerRequest::target)
                    .returns(form, ServerRequest::body)
                    .returns(List.of("application/x-www-form-urlencoded"), received -> received.header("Content-Type"));
        }
    }

    @Test
    final void headersArriveAsGiven() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        TransportHeaders headers = TransportHeaders.none()
                .with("Authorization", "TC3-HMAC-SHA256 Credential=AKID/2018-02-25/redis/tc3_request, Signature=7a+/=")
                .with("X-TC-Action", "DescribeTaskList")
                .with("x-tc-timestamp", "1551113065");
        response(open().send(TransportRequest.get(server.endpoint(), "", headers)));
        ServerRequest received = server.awaitRequest(patience());
        assertThat(headers.asMap())
                .allSatisfy((name, values) -> assertThat(received.header(name)).isEqualTo(values));
    }

    @Test
    final void requestAcceptsGzipAndOffersNoUpgrade() throws IOException {
        ScriptedServer server = serve(ServerScript.respond(200, "ok"));
        response(open().send(get(server)));
        ServerRequest received = server.awaitRequest(patience());
        assertThat(received.header("Accept-Encoding")).containsExactly("gzip");
        assertThat(received.header("Upgrade")).isEmpty();
        assertThat(received.header("HTTP2-Settings")).isEmpty();
    }
}
