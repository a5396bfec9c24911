package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerRequest;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every header that a caller may add arrives once and unchanged, whatever the transport. */
@Timeout(60)
class AddedHeadersTest {
    private static final List<String> NAMES = List.of(
            "traceparent",
            "tracestate",
            "baggage",
            "b3",
            "X-B3-TraceId",
            "X-Request-Id",
            "X-Forwarded-For",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Cache-Control",
            "Cookie",
            "Date",
            "From",
            "Referer",
            "Forwarded",
            "Pragma",
            "Range",
            "If-Match",
            "If-None-Match",
            "If-Modified-Since",
            "If-Unmodified-Since",
            "If-Range",
            "Max-Forwards",
            "Warning",
            "Age",
            "ETag",
            "Expires",
            "Last-Modified",
            "Location",
            "MIME-Version",
            "Retry-After",
            "WWW-Authenticate",
            "x!#$%&'*+-.^_`|~1");

    static Stream<Named<Supplier<Transport>>> transports() {
        return Stream.of(
                Named.of("jdk", JdkTransport::new),
                Named.of("google", GoogleTransport::new),
                Named.of(
                        "HttpURLConnection",
                        () -> GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection())),
                Named.of("okhttp", () -> new OkHttpTransport(new OkHttpClient())));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void addedHeaderArrivesOnceAndUnchanged(Supplier<Transport> newTransport) throws IOException {
        Map<String, String> added =
                NAMES.stream().collect(Collectors.toMap(Function.identity(), name -> "12 of " + name));
        for (TaskListProtocol protocol : List.of(ApiV2.create(), ApiV3.create())) {
            try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(500, ""));
                    Transport transport = newTransport.get();
                    TaskClient client = TaskClient.builder()
                            .region("gz")
                            .protocol(protocol)
                            .endpoint(server.endpoint())
                            .credentials(Credentials.of("id", "key"))
                            .retryPolicy(RetryPolicy.none())
                            .transport(transport)
                            .requestHeaders(attempt -> added)
                            .build()) {
                assertThat(client.count(TaskQuery.all()).isLeft()).isTrue();

                ServerRequest request = server.awaitRequest(Duration.ofSeconds(20));
                assertThat(added)
                        .allSatisfy((name, value) ->
                                assertThat(request.header(name)).as(name).containsExactly(value));
            }
        }
    }
}
