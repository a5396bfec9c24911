package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.transport.google.GoogleTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behaviour of {@link GoogleTransport} beyond the contract. */
@Timeout(60)
class GoogleTransportTest {
    @Test
    void connectionFactoryMayOpenConnectionsThroughAProxy() throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "ok"));
                Transport transport =
                        GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(
                                        server.endpoint().getHost(),
                                        server.endpoint().getPort()))))) {
            URI endpoint = URI.create("http://service.invalid/v2/index.php");
            assertThat(transport
                            .send(TransportRequest.get(endpoint, "a=b", TransportHeaders.none()))
                            .get())
                    .returns(200, TransportResponse::status);
            assertThat(server.received().get(0).target()).isEqualTo("http://service.invalid/v2/index.php?a=b");
        }
    }

    @Test
    void givenHttpTransportStaysOpen() throws IOException {
        Apache5HttpTransport apache = new Apache5HttpTransport();
        GoogleTransport.sharing(apache).close();
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "ok"));
                Transport transport = GoogleTransport.sharing(apache)) {
            assertThat(transport
                            .send(TransportRequest.get(server.endpoint(), "a=b", TransportHeaders.none()))
                            .get())
                    .returns(200, TransportResponse::status);
        }
        apache.shutdown();
    }
}
