package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.Transport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes out is what was given: the signature covers every byte of it. */
abstract class RequestCases extends Cases {
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

    RequestCases(TransportContract contract) {
        super(contract);
    }

    @Test
    final void theQueryArrivesByteForByte() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        Transport transport = open();
        for (String query : PARAMETERS) {
            reply(transport.send(get(server.endpoint(), query)));
            assertThat(server.next(ample()))
                    .returns("GET", Received::method)
                    .returns("/v2/index.php?" + query, Received::target);
        }
    }

    @Test
    final void thePathArrivesByteForByte() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        Transport transport = open();
        for (String path : List.of("/", "/v2/", "/a%20b/%E4%BB%BB//c;d=e", "/%2e%2E/x")) {
            URI endpoint = server.endpoint().resolve("/");
            reply(transport.send(get(URI.create(endpoint.toString().replaceAll("/$", path)), "a=b")));
            assertThat(server.next(ample())).returns(path + "?a=b", Received::target);
        }
        reply(transport.send(get(URI.create("http://" + server.endpoint().getAuthority()), "a=b")));
        assertThat(server.next(ample())).returns("/?a=b", Received::target);
    }

    @Test
    final void aFormArrivesByteForByte() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        Transport transport = open();
        for (String form : PARAMETERS) {
            reply(transport.send(post(server, form)));
            assertThat(server.next(ample()))
                    .returns("POST", Received::method)
                    .returns("/v2/index.php", Received::target)
                    .returns(form, Received::body)
                    .returns(List.of("application/x-www-form-urlencoded"), received -> received.header("Content-Type"));
        }
    }

    @Test
    final void headersArriveAsGiven() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        HttpHeaders headers = HttpHeaders.none()
                .with("Authorization", "TC3-HMAC-SHA256 Credential=AKID/2018-02-25/redis/tc3_request, Signature=7a+/=")
                .with("X-TC-Action", "DescribeTaskList")
                .with("x-tc-timestamp", "1551113065");
        reply(open().send(HttpRequest.get(server.endpoint(), "", headers)));
        Received received = server.next(ample());
        assertThat(headers.asMap())
                .allSatisfy((name, values) -> assertThat(received.header(name)).isEqualTo(values));
    }

    @Test
    final void asksForGzipAndForNoUpgrade() throws IOException {
        ScriptedServer server = serving(Script.reply(200, "ok"));
        reply(open().send(get(server)));
        Received received = server.next(ample());
        assertThat(received.header("Accept-Encoding")).containsExactly("gzip");
        assertThat(received.header("Upgrade")).isEmpty();
        assertThat(received.header("HTTP2-Settings")).isEmpty();
    }
}
