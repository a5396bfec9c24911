package io.github.crstasks.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No message, cause or log record of a transport contains the query, a header value or the body. */
abstract class SecretCases extends ContractCases {
    private static final String SECRET = "c2VjcmV0LXNpZ25hdHVyZQ";

    private static final String QUERY = "Action=DescribeTasks&Signature=" + SECRET;

    SecretCases(TransportContract contract) {
        super(contract);
    }

    private static TransportRequest secretGet(URI endpoint) {
        return get(endpoint, QUERY);
    }

    private static TransportRequest secretPost(URI endpoint) {
        byte[] form = QUERY.getBytes(US_ASCII);
        return TransportRequest.post(
                endpoint,
                form,
                TransportHeaders.none()
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .with("Authorization", SECRET));
    }

    /** Returns the request to the client in a place where a parser fails on it and may quote it. */
    private static ServerScript echo(String before) {
        return (request, connection) -> {
            String line = request.target() + " " + request.body() + " " + request.header("Authorization");
            connection.send(before + line + "\r\n\r\n");
            connection.close();
        };
    }

    private List<Either<TransportFailure, TransportResponse>> failures() throws IOException {
        List<ScriptedServer> servers = List.of(
                serve(echo("")),
                serve(echo("HTTP/1.1 ")),
                serve(echo("HTTP/1.1 200 OK\r\nContent-Length: ")),
                serve(echo("HTTP/1.1 200 OK\r\n")),
                serve(echo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")),
                serve(echo("HTTP/1.1 200 OK\r\nContent-Encoding: ")),
                serve(ServerScript.closeAfter("HTTP/1.1 404 Not Found\r\nContent-Length: 9\r\n\r\n")),
                serve(ServerScript.closeAfter("")),
                closedAfterwards(
                        ScriptedServer.secure(TestCertificate.VALID.serverContext(), ServerScript.respond(200, "ok"))));
        Transport transport = open();
        List<Either<TransportFailure, TransportResponse>> results = new ArrayList<>();
        for (ScriptedServer server : servers) {
            results.add(sendBlocking(transport, secretGet(server.endpoint())));
            results.add(sendBlocking(transport, secretPost(server.endpoint())));
        }
        URI silent = serve(ServerScript.silence()).endpoint();
        results.add(sendBlocking(transport, withTimeout(shortTimeout(), secretGet(silent))));
        results.add(sendBlocking(transport, secretGet(URI.create("http://no-such-host.invalid/"))));
        transport.close();
        results.add(sendBlocking(transport, secretGet(servers.get(0).endpoint())));
        return results;
    }

    private static String allTextOf(TransportFailure failure) {
        StringWriter text = new StringWriter();
        failure.cause().forEach(cause -> cause.printStackTrace(new PrintWriter(text, true)));
        return failure + "\n" + failure.message() + "\n" + text;
    }

    @Test
    final void noFailureQuotesTheRequest() throws IOException {
        assertThat(failures().stream().filter(Either::isLeft).map(Either::getLeft))
                .hasSizeGreaterThan(10)
                .allSatisfy(failure -> assertThat(allTextOf(failure)).doesNotContain(SECRET));
    }

    @Test
    final void noLogQuotesTheRequest() throws IOException {
        try (LogCapture log = new LogCapture()) {
            failures();
            ScriptedServer server = serve(ServerScript.respond(200, "ok"));
            Transport transport = open();
            response(transport.send(secretGet(server.endpoint())));
            response(transport.send(secretPost(server.endpoint())));
            assertThat(log.loggersThatLogged(SECRET)).isEqualTo(loggersThatLogTheQuery());
        }
    }
}
