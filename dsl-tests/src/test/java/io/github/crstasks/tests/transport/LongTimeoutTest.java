package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.javanet.NetHttpTransport;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A timeout may be as long as a duration can be. */
@Timeout(60)
class LongTimeoutTest {
    enum Stack {
        JDK,
        GOOGLE,
        GOOGLE_CONNECTION,
        GOOGLE_SHARED,
        OKHTTP;

        Transport open() {
            return switch (this) {
                case JDK -> new JdkTransport();
                case GOOGLE -> new GoogleTransport();
                case GOOGLE_CONNECTION -> GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection());
                case GOOGLE_SHARED -> GoogleTransport.sharing(new NetHttpTransport());
                case OKHTTP -> new OkHttpTransport();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void responseArrivesWithinTheLongestTimeout(Stack stack) throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "ok"));
                Transport transport = stack.open()) {
            for (Duration timeout : List.of(
                    Duration.ofDays(300 * 365L),
                    Duration.ofMillis(Long.MAX_VALUE),
                    Duration.ofSeconds(Long.MAX_VALUE),
                    ChronoUnit.FOREVER.getDuration())) {
                TransportRequest request = TransportRequest.get(server.endpoint(), "a=b", TransportHeaders.none())
                        .withLimits(timeout, TransportRequest.DEFAULT_MAX_RESPONSE_BYTES);

                assertThat(transport.send(request).get()).as("%s", timeout).returns(200, TransportResponse::status);
                assertThat(server.awaitRequest(timeout).method()).isEqualTo("GET");
            }
        }
    }
}
