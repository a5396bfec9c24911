package io.github.crstasks.tests.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerRequest;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.testkit.TestCertificate;
import io.github.crstasks.tests.transport.ForwardingProxy.Received;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.Authenticator;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A proxy that is set on the builder of a transport is used, and gets its credentials, which nobody else gets. */
@Timeout(60)
class ProxySettingTest {
    private static final String USER = "proxy-user";
    private static final String PASSWORD = "proxy-password";
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);

    enum Stack {
        JDK,
        GOOGLE;

        Transport through(HttpProxy proxy) {
            return this == JDK
                    ? JdkTransport.builder().proxy(proxy).build()
                    : GoogleTransport.builder().proxy(proxy).build();
        }

        Transport through(Option<HttpProxy> proxy) {
            return this == JDK
                    ? JdkTransport.builder().proxy(proxy).build()
                    : GoogleTransport.builder().proxy(proxy).build();
        }
    }

    private static SSLContext originalTls;

    /** The builders have no setting for it, since programs set the trust store of the JVM. */
    @BeforeAll
    static void trustTheTestAuthority() throws NoSuchAlgorithmException {
        originalTls = SSLContext.getDefault();
        SSLContext.setDefault(TestCertificate.clientContext());
    }

    @AfterAll
    static void restoreTls() {
        SSLContext.setDefault(originalTls);
    }

    private static HttpProxy at(int port) {
        return HttpProxy.of("127.0.0.1", port);
    }

    private static Either<TransportFailure, TransportResponse> get(
            Transport transport, URI endpoint, Duration timeout) {
        return transport.send(TransportRequest.get(endpoint, "a=b", TransportHeaders.none())
                .withLimits(timeout, TransportRequest.DEFAULT_MAX_RESPONSE_BYTES));
    }

    private static String body(Transport transport, URI endpoint) {
        return StandardCharsets.UTF_8
                .decode(get(transport, endpoint, LONG).get().body())
                .toString();
    }

    private static ScriptedServer plainService() throws IOException {
        return ScriptedServer.plain(ServerScript.respond(200, "ok"));
    }

    private static ScriptedServer secureService(TestCertificate certificate) throws IOException {
        return ScriptedServer.secure(certificate.serverContext(), ServerScript.respond(200, "ok"));
    }

    private static TaskError errorOf(Transport transport, URI endpoint) {
        try (TaskClient client = TaskClient.builder()
                .region("gz")
                .endpoint(endpoint)
                .allowPlainHttp()
                .credentials(Credentials.of("id", "key"))
                .retryPolicy(
                        RetryPolicy.builder().initialDelay(Duration.ofMillis(1)).build())
                .transport(transport)
                .build()) {
            return client.list(TaskQuery.all()).getLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void plainRequestsGoThroughTheProxyWithItsCredentials(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.requiring(USER, PASSWORD);
                ScriptedServer service = plainService();
                Transport transport = stack.through(at(proxy.port()).withCredentials(USER, PASSWORD))) {
            assertThat(body(transport, service.endpoint())).isEqualTo("ok");
            assertThat(body(transport, service.endpoint("service.invalid"))).isEqualTo("ok");
            assertThat(proxy.received())
                    .containsExactly(
                            new Received(
                                    "GET",
                                    service.endpoint() + "?a=b",
                                    Option.some(ForwardingProxy.basic(USER, PASSWORD))),
                            new Received(
                                    "GET",
                                    service.endpoint("service.invalid") + "?a=b",
                                    Option.some(ForwardingProxy.basic(USER, PASSWORD))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void secureRequestsShareOneTunnel(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.withoutCredentials();
                ScriptedServer service = secureService(TestCertificate.VALID);
                Transport transport = stack.through(at(proxy.port()))) {
            assertThat(body(transport, service.endpoint())).isEqualTo("ok");
            assertThat(body(transport, service.endpoint())).isEqualTo("ok");
            assertThat(proxy.received())
                    .containsExactly(new Received("CONNECT", service.endpoint().getAuthority(), Option.none()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void certificateIsCheckedThroughTheTunnel(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.withoutCredentials();
                ScriptedServer service = secureService(TestCertificate.OTHER_HOST);
                Transport transport = stack.through(at(proxy.port()))) {
            assertThat(get(transport, service.endpoint(), LONG).getLeft().kind())
                    .isEqualTo(Kind.TLS_FAILED);
            assertThat(service.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxyOfTheEnvironmentResolvesTheNameOfTheService(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.withoutCredentials();
                ScriptedServer service = secureService(TestCertificate.OTHER_HOST)) {
            Option<HttpProxy> read = HttpProxy.fromEnvironment(
                    Map.of("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port() + "/", "NO_PROXY", "a.invalid"));
            try (Transport transport = stack.through(read)) {
                assertThat(body(transport, service.endpoint("elsewhere.invalid")))
                        .isEqualTo("ok");
                assertThat(proxy.received()).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void exemptHostIsReachedDirectlyAndGetsNoCredentials(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.withoutCredentials();
                ScriptedServer plain = plainService();
                ScriptedServer secure = secureService(TestCertificate.VALID);
                Transport transport = stack.through(
                        at(proxy.port()).withCredentials(USER, PASSWORD).withoutProxyFor("127.0.0.0/8"))) {
            for (ScriptedServer service : List.of(plain, secure)) {
                assertThat(body(transport, service.endpoint())).isEqualTo("ok");
                assertThat(service.received().get(0).header("Proxy-Authorization"))
                        .isEmpty();
            }
            assertThat(proxy.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void missingOrWrongCredentialsAreAFinalErrorThatNamesTheProxy(Stack stack) throws IOException {
        try (ForwardingProxy proxy = ForwardingProxy.requiring(USER, PASSWORD);
                ScriptedServer service = plainService()) {
            HttpProxy without = at(proxy.port());
            for (HttpProxy setting : List.of(without, without.withCredentials(USER, "wrong-password"))) {
                for (URI endpoint : List.of(
                        service.endpoint(),
                        URI.create("https://" + service.endpoint().getAuthority() + "/"))) {
                    proxy.received().clear();
                    try (Transport transport = stack.through(setting)) {
                        TaskError error = errorOf(transport, endpoint);
                        assertThat(error)
                                .isInstanceOf(TaskError.Unreachable.class)
                                .returns(false, TaskError::retryable);
                        assertThat(error.message())
                                .contains("the proxy 127.0.0.1:" + proxy.port(), "HTTP 407", "proxy credentials")
                                .doesNotContain(
                                        USER,
                                        "wrong-password",
                                        ForwardingProxy.basic(USER, "wrong-password")
                                                .substring(6));
                        assertThat(proxy.received()).as("one attempt").hasSize(1);
                    }
                }
            }
            assertThat(service.connections()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusedTunnelNamesTheProxy(Stack stack) throws IOException {
        try (ScriptedServer proxy = ScriptedServer.plain(ServerScript.respond(403, "no"));
                Transport transport = stack.through(at(proxy.endpoint().getPort()))) {
            assertThat(errorOf(transport, URI.create("https://service.invalid/"))
                            .message())
                    .contains("the proxy 127.0.0.1:" + proxy.endpoint().getPort(), "403");
        }
    }

    @ParameterizedTest
    @EnumSource
    void unreachableProxyIsNamedAndNotBypassed(Stack stack) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (ScriptedServer service = plainService();
                Transport refused = stack.through(at(closed));
                Transport unknown = stack.through(HttpProxy.of("no-proxy.invalid", 3128))) {
            for (URI endpoint : List.of(service.endpoint(), URI.create("https://service.invalid/"))) {
                assertThat(get(refused, endpoint, LONG).getLeft())
                        .returns(Kind.NOT_CONNECTED, TransportFailure::kind)
                        .satisfies(failure -> assertThat(failure.message())
                                .contains(endpoint.getHost(), "the proxy 127.0.0.1:" + closed));
                assertThat(get(unknown, endpoint, LONG).getLeft())
                        .returns(Kind.UNKNOWN_HOST, TransportFailure::kind)
                        .satisfies(failure -> assertThat(failure.message())
                                .contains("the proxy no-proxy.invalid:3128")
                                .doesNotContain("check the endpoint"));
            }
            assertThat(service.connections()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void deadlineHoldsWhileTheProxyAnswersConnect(Stack stack) throws IOException {
        for (ServerScript script : List.of(
                ServerScript.silence(),
                ServerScript.trickle("HTTP/1.1 200 OK\r\nX-Trickle: ", "x"),
                // The tunnel opens, and then nobody answers in it.
                ServerScript.silenceAfter("HTTP/1.1 200 OK\r\n\r\n"))) {
            try (ScriptedServer proxy = ScriptedServer.plain(script);
                    Transport transport = stack.through(at(proxy.endpoint().getPort()))) {
                assertThat(get(transport, URI.create("https://service.invalid/"), SHORT)
                                .getLeft()
                                .kind())
                        .isEqualTo(Kind.TIMED_OUT);
                assertThat(proxy.connections().get(0).closed()).succeedsWithin(LONG);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingEndsAnExchangeThatWaitsForTheTunnel(Stack stack) throws IOException {
        try (ScriptedServer proxy = ScriptedServer.plain(ServerScript.silence())) {
            Transport transport = stack.through(at(proxy.endpoint().getPort()));
            CompletableFuture<Either<TransportFailure, TransportResponse>> pending = transport.sendAsync(
                    TransportRequest.get(URI.create("https://service.invalid/"), "", TransportHeaders.none()));
            ServerRequest connect = proxy.awaitRequest(LONG);
            assertThat(connect.method()).isEqualTo("CONNECT");
            transport.close();
            assertThat(pending.join().getLeft().kind()).isEqualTo(Kind.CLOSED);
            assertThat(proxy.connections().get(0).closed()).succeedsWithin(LONG);
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxyOfTheBuilderReplacesSelectorAndAuthenticatorOfTheJvm(Stack stack) throws IOException {
        ProxySelector selector = ProxySelector.getDefault();
        Authenticator authenticator = Authenticator.getDefault();
        try (ForwardingProxy proxy = ForwardingProxy.requiring(USER, PASSWORD);
                ForwardingProxy ofTheJvm = ForwardingProxy.withoutCredentials();
                ScriptedServer service = plainService()) {
            ProxySelector.setDefault(at(ofTheJvm.port()).selector());
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("other", "other".toCharArray());
                }
            });
            try (Transport transport = stack.through(at(proxy.port()).withCredentials(USER, PASSWORD));
                    Transport exempt = stack.through(at(proxy.port()).withoutProxyFor("*"));
                    Transport usual = stack.through(Option.none())) {
                assertThat(body(transport, service.endpoint())).isEqualTo("ok");
                assertThat(body(exempt, service.endpoint())).isEqualTo("ok");
                assertThat(ofTheJvm.received()).isEmpty();
                assertThat(body(usual, service.endpoint())).isEqualTo("ok");
                assertThat(ofTheJvm.received()).hasSize(1);
            }
        } finally {
            ProxySelector.setDefault(selector);
            Authenticator.setDefault(authenticator);
        }
    }

    /** The JDK reads the property once, so this needs a JVM of its own. */
    @Test
    void credentialsOpenATunnelWhereTheJvmAllowsBasic() throws IOException, InterruptedException {
        try (ForwardingProxy proxy = ForwardingProxy.requiring(USER, PASSWORD);
                ScriptedServer service = secureService(TestCertificate.VALID)) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Djdk.http.auth.tunneling.disabledSchemes=",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TunnelProgram.class.getName(),
                            String.valueOf(proxy.port()),
                            service.endpoint().toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            assertThat(process.waitFor()).as(output).isZero();
            // The program does not trust the certificate, which it sees only through an open tunnel.
            assertThat(output.lines())
                    .containsExactly(
                            "JDK TLS_FAILED", "JDK PROXY_REFUSED", "GOOGLE TLS_FAILED", "GOOGLE PROXY_REFUSED");
            assertThat(proxy.received())
                    .extracting(request -> request.authorization().get())
                    .containsExactly(
                            ForwardingProxy.basic(USER, PASSWORD),
                            ForwardingProxy.basic(USER, "wrong"),
                            ForwardingProxy.basic(USER, PASSWORD),
                            ForwardingProxy.basic(USER, "wrong"));
        }
    }

    /** Sends a request with the right password and one with a wrong password, over each transport. */
    static final class TunnelProgram {
        private TunnelProgram() {}

        public static void main(String[] args) {
            for (Stack stack : Stack.values()) {
                for (String password : List.of(PASSWORD, "wrong")) {
                    HttpProxy proxy = at(Integer.parseInt(args[0])).withCredentials(USER, password);
                    try (Transport transport = stack.through(proxy)) {
                        String outcome = get(transport, URI.create(args[1]), LONG)
                                .fold(failure -> failure.kind().name(), response -> "HTTP " + response.status());
                        System.out.println(stack + " " + outcome);
                    }
                }
            }
        }
    }

    @Test
    void builderWithoutProxyHasTheSettingsOfTheConstructor() throws IOException {
        try (ScriptedServer service = plainService();
                Transport jdk = JdkTransport.builder().build();
                Transport google = GoogleTransport.builder().build()) {
            assertThat(body(jdk, service.endpoint())).isEqualTo("ok");
            assertThat(body(google, service.endpoint())).isEqualTo("ok");
        }
    }
}
