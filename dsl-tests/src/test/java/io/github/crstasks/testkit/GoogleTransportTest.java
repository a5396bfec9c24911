package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is special to this transport. */
@Timeout(60)
class GoogleTransportTest {
    @Test
    void opensConnectionsThroughTheCallersProxy() throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(Script.reply(200, "ok"));
                Transport transport =
                        GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection(new Proxy(
                                Proxy.Type.HTTP,
                                new InetSocketAddress(
                                        server.endpoint().getHost(),
                                        server.endpoint().getPort()))))) {
            URI endpoint = URI.create("http://service.invalid/v2/index.php");
            assertThat(transport
                            .send(HttpRequest.get(endpoint, "a=b", HttpHeaders.none()))
                            .get())
                    .returns(200, HttpResponse::status);
            assertThat(server.received().get(0).target()).isEqualTo("http://service.invalid/v2/index.php?a=b");
        }
    }

    @Test
    void leavesTheCallersTransportOpen() throws IOException {
        Apache5HttpTransport apache = new Apache5HttpTransport();
        GoogleTransport.sharing(apache).close();
        try (ScriptedServer server = ScriptedServer.plain(Script.reply(200, "ok"));
                Transport transport = GoogleTransport.sharing(apache)) {
            assertThat(transport.send(Cases.get(server)).get()).returns(200, HttpResponse::status);
        }
        apache.shutdown();
    }
}
