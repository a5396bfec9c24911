package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
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

/** What is special to this transport. */
@Timeout(60)
class JdkTransportTest {
    private static final HttpRequest ELSEWHERE =
            HttpRequest.get(URI.create("http://service.invalid/v2/index.php"), "a=b", HttpHeaders.none());

    private static HttpClient.Builder through(ScriptedServer proxy) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        proxy.endpoint().getHost(), proxy.endpoint().getPort())));
    }

    @Test
    void refusesAClientThatFollowsRedirects() {
        for (Redirect policy : new Redirect[] {Redirect.NORMAL, Redirect.ALWAYS}) {
            HttpClient client = HttpClient.newBuilder().followRedirects(policy).build();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JdkTransport.sharing(client))
                    .withMessageContaining(policy.name());
        }
    }

    @Test
    void usesTheProxyOfTheCallersClient() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.plain(Script.reply(200, "ok"));
                Transport transport = JdkTransport.sharing(through(proxy).build())) {
            assertThat(transport.send(ELSEWHERE).get()).returns(200, HttpResponse::status);
            assertThat(proxy.received().get(0).target()).isEqualTo("http://service.invalid/v2/index.php?a=b");
        }
    }

    @Test
    void answersTheChallengeOfAProxyWithTheCallersAuthenticator() throws IOException {
        Script challenge = (request, connection) -> {
            if (request.header("Proxy-Authorization").isEmpty()) {
                connection.send("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n");
                connection.send("Proxy-Authenticate: Basic realm=x\r\n\r\n");
            } else {
                connection.reply(200, "ok");
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
                        through(proxy).authenticator(authenticator).build())) {
            assertThat(transport.send(ELSEWHERE).get()).returns(200, HttpResponse::status);
        }
    }

    @Test
    void leavesTheCallersClientOpen() throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        JdkTransport.sharing(client).close();
        try (ScriptedServer server = ScriptedServer.plain(Script.reply(200, "ok"));
                Transport transport = JdkTransport.sharing(client)) {
            assertThat(transport.send(Cases.get(server)).get()).returns(200, HttpResponse::status);
        }
    }
}
