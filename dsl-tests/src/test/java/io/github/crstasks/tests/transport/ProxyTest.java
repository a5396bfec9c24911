package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.apache.hc.client5.http.impl.routing.DefaultProxyRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy that refuses, does not exist or is not supported is named, and never bypassed. */
@Timeout(60)
class ProxyTest {
    enum Stack {
        JDK,
        GOOGLE,
        GOOGLE_CONNECTION,
        GOOGLE_APACHE,
        OKHTTP;

        Transport through(Proxy proxy) {
            return switch (this) {
                case JDK -> JdkTransport.sharing(client(proxy));
                case GOOGLE -> GoogleTransport.sharing(client(proxy));
                case GOOGLE_CONNECTION ->
                    GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection(proxy));
                case GOOGLE_APACHE ->
                    GoogleTransport.sharing(new Apache5HttpTransport(Apache5HttpTransport.newDefaultHttpClientBuilder()
                            .setRoutePlanner(new DefaultProxyRoutePlanner(new HttpHost(
                                    ((InetSocketAddress) proxy.address()).getHostString(),
                                    ((InetSocketAddress) proxy.address()).getPort())))
                            .build()));
                case OKHTTP ->
                    new OkHttpTransport(new OkHttpClient.Builder().proxy(proxy).build());
            };
        }

        private static HttpClient client(Proxy proxy) {
            return HttpClient.newBuilder()
                    .proxy(new ProxySelector() {
                        @Override
                        public List<Proxy> select(URI uri) {
                            return List.of(proxy);
                        }

                        @Override
                        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                            // The test sees the failure itself.
                        }
                    })
                    .build();
        }
    }

    private static TaskError errorThrough(Transport transport, String endpoint) {
        try (transport;
                TaskClient client = TaskClient.builder()
                        .region("gz")
                        .endpoint(URI.create(endpoint))
                        .allowPlainHttp()
                        .credentials(Credentials.of("id", "key"))
                        .retryPolicy(RetryPolicy.none())
                        .transport(transport)
                        .build()) {
            return client.list(TaskQuery.all()).getLeft();
        }
    }

    private static Proxy httpProxy(ScriptedServer server) {
        return new Proxy(
                Proxy.Type.HTTP,
                new InetSocketAddress(
                        server.endpoint().getHost(), server.endpoint().getPort()));
    }

    @ParameterizedTest
    @EnumSource
    void refusedTunnelIsNamedWithItsStatus(Stack stack) throws IOException {
        for (int status : List.of(302, 403, 404, 407, 502, 503)) {
            ServerScript refusal = (request, connection) -> connection.send("HTTP/1.1 " + status
                    + " No\r\nLocation: http://login.invalid/\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            if (stack == Stack.OKHTTP && status == 407) {
                continue; // It reports a status 407 as a lost connection.
            }
            try (ScriptedServer proxy = ScriptedServer.plain(refusal)) {
                TaskError error = errorThrough(stack.through(httpProxy(proxy)), "https://service.invalid/v2/index.php");
                assertThat(error)
                        .isInstanceOf(TaskError.Unreachable.class)
                        .returns(status >= 500, TaskError::retryable);
                assertThat(error.message()).contains("proxy", String.valueOf(status));
                if (status == 407) {
                    assertThat(error.message()).contains("jdk.http.auth.tunneling.disabledSchemes");
                }
            }
        }
    }

    /** The signers sign the host with its port, unless that is the default port of the scheme. */
    @ParameterizedTest
    @EnumSource
    void hostIsSentAsItIsSigned(Stack stack) throws IOException {
        try (ScriptedServer proxy = ScriptedServer.plain(ServerScript.respond(200, "{}"));
                Transport transport = stack.through(httpProxy(proxy))) {
            for (String authority : List.of("service.invalid", "service.invalid:80", "service.invalid:8080")) {
                URI endpoint = URI.create("http://" + authority + "/v2/index.php");
                assertThat(transport
                                .send(TransportRequest.get(endpoint, "a=b", TransportHeaders.none()))
                                .isRight())
                        .isTrue();
                assertThat(proxy.awaitRequest(Duration.ofSeconds(10)).header("Host"))
                        .containsExactly(authority.replaceFirst(":80$", ""));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void unknownHostOfTheProxyIsNamed(Stack stack) {
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("no-proxy.invalid", 3128));
        for (String endpoint : List.of("http://127.0.0.1:1/v2/index.php", "https://127.0.0.1:1/v2/index.php")) {
            TaskError error = errorThrough(stack.through(proxy), endpoint);
            assertThat(error.message()).contains("proxy", "no-proxy.invalid").doesNotContain("check the endpoint");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "GOOGLE"})
    void socksProxyIsRefusedAndNotBypassed(Stack stack) throws IOException {
        Proxy socks = new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("socks.invalid", 1080));
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "{}"))) {
            TaskError error =
                    errorThrough(stack.through(socks), server.endpoint().toString());
            assertThat(error).returns(false, TaskError::retryable);
            assertThat(error.message()).contains("SOCKS", "socks.invalid", "1080");
            assertThat(server.connections()).isEmpty();
        }
    }

    @SuppressWarnings("NullAway") // The JDK does not check what a selector returns.
    private static List<ProxySelector> failingSelectors() {
        return List.of(
                new FailingSelector(() -> {
                    throw new IllegalStateException("no configuration");
                }),
                new FailingSelector(() -> null));
    }

    /** Breaks the contract of a selector. */
    private static final class FailingSelector extends ProxySelector {
        private final Supplier<List<Proxy>> selection;

        FailingSelector(Supplier<List<Proxy>> selection) {
            this.selection = selection;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return selection.get();
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // No proxy is ever tried.
        }
    }

    private static void assertSelectorIsNamed(Transport transport, ScriptedServer server) {
        TaskError error = errorThrough(transport, server.endpoint().toString());

        assertThat(error).isInstanceOf(TaskError.Unreachable.class).returns(false, TaskError::retryable);
        assertThat(error.message())
                .contains("proxy selector", FailingSelector.class.getName(), "nothing was sent")
                .doesNotContain("not HTTP");
        assertThat(server.connections()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "GOOGLE"})
    void failingSelectorOfTheClientIsNamed(Stack stack) throws IOException {
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "{}"))) {
            for (ProxySelector failing : failingSelectors()) {
                HttpClient client = HttpClient.newBuilder().proxy(failing).build();
                assertSelectorIsNamed(
                        stack == Stack.JDK ? JdkTransport.sharing(client) : GoogleTransport.sharing(client), server);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "GOOGLE"})
    void failingSelectorOfTheJvmIsNamed(Stack stack) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "{}"))) {
            for (ProxySelector failing : failingSelectors()) {
                ProxySelector.setDefault(failing);
                assertSelectorIsNamed(stack == Stack.JDK ? new JdkTransport() : new GoogleTransport(), server);
            }
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    /** These stacks call the selector themselves, so that only its exception is known. */
    @ParameterizedTest
    @EnumSource(names = {"GOOGLE_CONNECTION", "OKHTTP"})
    void exceptionOfASelectorThatTheStackCallsIsNoInvalidResponse(Stack stack) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "{}"))) {
            ProxySelector.setDefault(failingSelectors().get(0));
            Transport transport = stack == Stack.OKHTTP
                    ? new OkHttpTransport()
                    : GoogleTransport.connecting(url -> (HttpURLConnection) url.openConnection());
            TaskError error = errorThrough(transport, server.endpoint().toString());

            assertThat(error).isInstanceOf(TaskError.Unreachable.class).returns(false, TaskError::retryable);
            assertThat(error.message())
                    .contains("proxy selector", "java.lang.IllegalStateException", "no configuration")
                    .doesNotContain("not HTTP");
            assertThat(server.connections()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JDK", "GOOGLE"})
    void socksProxyOfTheJvmIsNotBypassed(Stack stack) throws IOException {
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(new Proxy(Proxy.Type.SOCKS, InetSocketAddress.createUnresolved("socks.invalid", 1080)));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The test sees the failure itself.
            }
        });
        try (ScriptedServer server = ScriptedServer.plain(ServerScript.respond(200, "{}"))) {
            Transport transport = stack == Stack.JDK ? new JdkTransport() : new GoogleTransport();
            assertThat(errorThrough(transport, server.endpoint().toString())).isNotNull();
            assertThat(server.connections()).isEmpty();
        } finally {
            ProxySelector.setDefault(before);
        }
    }
}
