package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Behaviour of {@link JdkTransport} beyond the contract. */
@Timeout(60)
class JdkTransportTest {
    private static final TransportRequest BEHIND_PROXY =
            TransportRequest.get(URI.create("http://service.invalid/v2/index.php"), "a=b", TransportHeaders.none());

    private static HttpClient.Builder clientThrough(ScriptedServer proxy) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        proxy.endpoint().getHost(), proxy.endpoint().getPort())));
    }

    @Test
    void clientThatFollowsRedirectsIsRejected() {
        for (Redirect policy : new Redirect[] {Redirect.NORMAL, Redirect.ALWAYS}) {
            HttpClient client = HttpClient.newBuilder().followRedirects(policy).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdkTransport.sharing(client))
                    .withMessageContaining(policy.name());
        }
    }

    @Test
    void proxyOfTheGivenClientIsUsed() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.plain(ServerScript.respond(200, "ok"));
                Transport transport = JdkTransport.sharing(clientThrough(proxy).build())) {
            assertThat(transport.send(BEHIND_PROXY).get()).returns(200, TransportResponse::status);
            assertThat(proxy.received().get(0).target()).isEqualTo("http://service.invalid/v2/index.php?a=b");
        }
    }

    @Test
    void authenticatorOfTheGivenClientAnswersTheProxy() throws IOException {
        ServerScript challenge = (request, connection) -> {
            if (request.header("Proxy-Authorization").isEmpty()) {
                connection.send("HTTP/1.1 407 Challenge\r\nContent-Length: 0\r\n");
                connection.send("Proxy-Authenticate: Basic realm=x\r\n\r\n");
            } else {
                connection.respond(200, "ok");
            }
        };
        Authenticator authenticator = new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user", "password".toCharArray());
            }
        };
        try (ScriptedServer proxy = ScriptedServer.plain(challenge);
                Transport transport = JdkTransport.sharing(
                        clientThrough(proxy).authenticator(authenticator).build())) {
            assertThat(transport.send(BEHIND_PROXY).get()).returns(200, TransportResponse::status);
        }
    }

    @Test
    void givenClientStaysOpen() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        JdkTransport.sharing(client).close();
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "ok"));
                Transport transport = JdkTransport.sharing(client)) {
            assertThat(transport
                            .send(TransportRequest.get(server.endpoint(), "a=b", TransportHeaders.none()))
                            .get())
                    .returns(200, TransportResponse::status);
        }
    }
}
