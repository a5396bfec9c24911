package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No text that leaves a transport holds a query, a header value or a body. */
abstract class SecretCases extends Cases {
    private static final String SECRET = "c2VjcmV0LXNpZ25hdHVyZQ";

    private static final String QUERY = "Action=DescribeTasks&Signature=" + SECRET;

    SecretCases(TransportContract contract) {
        super(contract);
    }

    private static HttpRequest secretGet(URI endpoint) {
        return get(endpoint, QUERY);
    }

    private static HttpRequest secretPost(URI endpoint) {
        byte[] form = QUERY.getBytes(US_ASCII);
        return HttpRequest.post(
                endpoint,
                form,
                HttpHeaders.none()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Authorization", SECRET));
    }

    /** Says back whatever was sent, where a parser will stumble over it. */
    private static Script echo(String before) {
        return (request, connection) -> {
            String line = request.target() + " " + request.body() + " " + request.header("Authorization");
            connection.send(before + line + "\r\n\r\n");
            connection.close();
        };
    }

    private List<Either<TransportFailure, HttpResponse>> failures() throws IOException, GeneralSecurityException {
        List<ScriptedServer> servers = List.of(
                serving(echo("")),
                serving(echo("HTTP/1.1 ")),
                serving(echo("HTTP/1.1 200 OK\r\nContent-Length: ")),
                serving(echo("HTTP/1.1 200 OK\r\n")),
                serving(echo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")),
                serving(echo("HTTP/1.1 200 OK\r\nContent-Encoding: ")),
                serving(Script.lastWords("HTTP/1.1 404 Gone\r\nContent-Length: 9\r\n\r\n")),
                serving(Script.lastWords("")),
                closedLater(ScriptedServer.secure(
                        Certificates.shared().showing(Certificates.GOOD), Script.reply(200, "ok"))));
        Transport transport = open();
        List<Either<TransportFailure, HttpResponse>> results = new ArrayList<>();
        for (ScriptedServer server : servers) {
            results.add(blocking(transport, secretGet(server.endpoint())));
            results.add(blocking(transport, secretPost(server.endpoint())));
        }
        URI silence = serving(Script.silence()).endpoint();
        results.add(blocking(transport, within(brief(), secretGet(silence))));
        results.add(blocking(transport, secretGet(URI.create("http://no-such-host.invalid/"))));
        transport.close();
        results.add(blocking(transport, secretGet(servers.get(0).endpoint())));
        return results;
    }

    private static String everythingAbout(TransportFailure failure) {
        StringWriter text = new StringWriter();
        failure.cause().forEach(cause -> cause.printStackTrace(new PrintWriter(text, true)));
        return failure + "\n" + failure.message() + "\n" + text;
    }

    @Test
    final void noFailureQuotesTheRequest() throws IOException, GeneralSecurityException {
        assertThat(failures().stream().filter(Either::isLeft).map(Either::getLeft))
                .hasSizeGreaterThan(10)
                .allSatisfy(failure -> assertThat(everythingAbout(failure)).doesNotContain(SECRET));
    }

    @Test
    final void noLogQuotesTheRequest() throws IOException, GeneralSecurityException {
        try (LogCapture log = new LogCapture()) {
            failures();
            ScriptedServer server = serving(Script.reply(200, "ok"));
            Transport transport = open();
            reply(transport.send(secretGet(server.endpoint())));
            reply(transport.send(secretPost(server.endpoint())));
            assertThat(log.loggersThatSaid(SECRET)).isEqualTo(loggersThatShowTheQuery());
        }
    }
}
