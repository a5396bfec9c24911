package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.crstasks.Retry;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.Reaction;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.http.Transport;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.Executable;

/** The likeliest mistakes: a stranger learns from the message what happened, where, and what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
    private final CrsEmulator emulator = CrsEmulator.start();
    private final Transport transport = new JdkTransport();

    @AfterAll
    void close() {
        transport.close();
        emulator.close();
    }

    private TaskClientBuilder client() {
        return TaskClient.builder()
                .region("gz")
                .endpoint(emulator.endpoint())
                .credentials(Credentials.of(emulator.secretId(), emulator.secretKey()))
                .transport(transport)
                .retry(Retry.none());
    }

    private TaskClientBuilder over(HttpClient stack) {
        return client().transport(JdkTransport.sharing(stack));
    }

    private static HttpClient proxied(ScriptedServer proxy) {
        return HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), proxy.endpoint().getPort())))
                .build();
    }

    private static Executable list(TaskClientBuilder client) {
        return () -> client.build().list(TaskQuery.all()).getOrElseThrow(TaskException::new);
    }

    private Executable listWhen(int status, String body) {
        return () -> {
            emulator.script(request -> Reaction.reply(status, body));
            list(client()).execute();
        };
    }

    private static Executable served(Callable<ScriptedServer> opening, Function<ScriptedServer, Executable> asking) {
        return () -> {
            try (ScriptedServer server = opening.call()) {
                asking.apply(server).execute();
            }
        };
    }

    private Executable nobodyListening() {
        return () -> {
            ScriptedServer gone = ScriptedServer.plain(Script.silence());
            gone.close();
            list(client().endpoint(gone.endpoint())).execute();
        };
    }

    private static Executable withoutTransports(Executable asking) {
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader everything = thread.getContextClassLoader();
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            try {
                asking.execute();
            } finally {
                thread.setContextClassLoader(everything);
            }
        };
    }

    /** A mistake and what its message must name: what happened, where, what to do. */
    private DynamicTest mistake(String name, Executable made, String... named) {
        return dynamicTest(name, () -> {
            emulator.reset();
            Throwable thrown = catchThrowable(made::execute);
            assertThat(thrown)
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class, TaskException.class);
            assertThat(thrown.getMessage()).contains(named).doesNotContain(emulator.secretKey());
        });
    }

    @TestFactory
    Stream<DynamicTest> credentials() {
        CredentialsProvider nowhere = CredentialsProvider.chain(
                CredentialsProvider.environment(), CredentialsProvider.profile(Path.of("no-such-file")));
        return Stream.of(
                mistake(
                        "no credentials anywhere",
                        list(client().credentials(nowhere)),
                        "credentials must be found",
                        "environment variable TENCENTCLOUD_SECRET_ID",
                        "not set",
                        "no-such-file"),
                mistake("a blank secret key", () -> Credentials.of("id", " "), "secretKey", "not blank"),
                mistake(
                        "a wrong secret key",
                        list(client().credentials(Credentials.of(emulator.secretId(), "wrong"))),
                        "service refused",
                        "4100",
                        "secret id and secret key belong together"),
                mistake(
                        "a wrong secret id",
                        list(client().credentials(Credentials.of("nobody", "wrong"))),
                        "service refused",
                        "4104",
                        "check the secret id"),
                mistake(
                        "an expired token",
                        listWhen(200, "{\"code\": 4105, \"message\": \"token error\"}"),
                        "service refused",
                        "token error",
                        "new temporary credentials"),
                mistake(
                        "a missing permission",
                        listWhen(200, "{\"code\": 4101, \"codeDesc\": \"UnauthorizedOperation\"}"),
                        "service refused",
                        "UnauthorizedOperation",
                        "access management"),
                mistake(
                        "a clock that is days off",
                        list(client().clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
                                .retry(Retry.standard())),
                        "service refused",
                        "4500",
                        "this machine's clock"));
    }

    @TestFactory
    Stream<DynamicTest> settings() {
        return Stream.of(
                mistake("no region", () -> TaskClient.builder().build(), "region must be set", "ap-guangzhou"),
                mistake(
                        "a region that is a sentence",
                        () -> client().region("Guangzhou, China"),
                        "region",
                        "\"Guangzhou, China\"",
                        "letters, digits and hyphens"),
                mistake(
                        "a region of another service",
                        listWhen(200, "{\"code\": 4000, \"codeDesc\": \"InvalidParameter\"}"),
                        "service refused",
                        "InvalidParameter",
                        "check the region"),
                mistake(
                        "no transport on the path",
                        withoutTransports(
                                () -> TaskClient.builder().region("gz").build()),
                        "no transport found",
                        "crs-tasks-transport-jdk",
                        "transport(...)"),
                mistake(
                        "two transports on the path",
                        () -> TaskClient.builder().region("gz").build(),
                        "several transports found",
                        JdkTransport.class.getName(),
                        GoogleTransport.class.getName(),
                        "transport(...)"),
                mistake(
                        "an http endpoint",
                        () -> client().endpoint(URI.create("http://redis.invalid/"))
                                .build(),
                        "endpoint must be https",
                        "http://redis.invalid/",
                        "allowPlainHttp()"),
                mistake(
                        "an endpoint without a scheme",
                        () -> client().endpoint(URI.create("redis.invalid/v2")),
                        "endpoint must be an http or https address",
                        "redis.invalid/v2"),
                mistake("a time-out of nothing", () -> client().timeout(Duration.ZERO), "timeout", "positive", "PT0S"));
    }

    @TestFactory
    Stream<DynamicTest> questions() {
        Instant early = Instant.parse("2017-02-06T00:00:00Z");
        Instant late = Instant.parse("2017-02-07T00:00:00Z");
        return Stream.of(
                mistake("a blank instance id", () -> TaskQuery.instanceId(" "), "instanceId", "not blank", "\" \""),
                mistake(
                        "an interval the wrong way round",
                        () -> TaskQuery.submittedBetween(late, early),
                        "submittedBetween",
                        late + " to " + early,
                        "end is not before its start"),
                mistake(
                        "a limit of none",
                        () -> client().build().page(TaskQuery.all(), 0, 0).getOrElseThrow(TaskException::new),
                        "limit must be 1..2147483647",
                        "but was 0"),
                mistake(
                        "a negative offset",
                        () -> client().build().page(TaskQuery.all(), -1, 10).getOrElseThrow(TaskException::new),
                        "offset must be 0..2147483647",
                        "but was -1"),
                mistake(
                        "a misspelt query text",
                        () -> TaskQuery.parse("status = broken").getOrElseThrow(TaskException::new),
                        "query text at column 10",
                        "failed",
                        "broken"));
    }

    @TestFactory
    Stream<DynamicTest> network() {
        URI unknown = URI.create("https://no-such-host.invalid/v2/index.php");
        return Stream.of(
                mistake(
                        "a host that nobody knows",
                        list(client().endpoint(unknown)),
                        unknown.toString(),
                        "host name has no address",
                        "check the endpoint"),
                mistake(
                        "nobody listening",
                        nobodyListening(),
                        "http://127.0.0.1:",
                        "no connection could be made",
                        "check host, port, proxy and firewall"),
                mistake(
                        "a certificate of an authority that is not trusted",
                        served(
                                () -> ScriptedServer.secure(
                                        Certificates.shared().showing(Certificates.GOOD), Script.reply(200, "{}")),
                                server -> list(client().endpoint(server.endpoint()))),
                        "https://127.0.0.1:",
                        "no secure connection could be made",
                        "whom this program trusts",
                        "unable to find valid certification path"),
                mistake(
                        "a proxy that wants credentials",
                        served(
                                () -> ScriptedServer.plain(Script.reply(407, "")),
                                proxy -> list(over(proxied(proxy)).endpoint(unknown))),
                        "HTTP 407",
                        "proxy's credentials"),
                mistake(
                        "a proxy that refuses",
                        served(
                                () -> ScriptedServer.plain(Script.reply(403, "")),
                                proxy -> list(over(proxied(proxy)).endpoint(unknown))),
                        unknown.toString(),
                        "403",
                        "between this program and the service"),
                mistake(
                        "an endpoint with another path",
                        list(client().endpoint(emulator.endpoint().resolve("/v3"))),
                        "HTTP 404",
                        "path of the endpoint"),
                mistake(
                        "a log-in page in the service's place",
                        listWhen(200, "<!DOCTYPE html><html><body>Welcome to our hotel</body></html>"),
                        "reply is malformed at $",
                        "HTML",
                        "log-in page"),
                mistake("a log-in page elsewhere", listWhen(302, ""), "HTTP 302", "log-in page", "check the endpoint"),
                mistake(
                        "asking too often",
                        listWhen(200, "{\"code\": 4400, \"codeDesc\": \"RequestLimitExceeded\"}"),
                        "service refused",
                        "RequestLimitExceeded",
                        "rate(...)"),
                mistake(
                        "a time-out that is too short",
                        served(
                                () -> ScriptedServer.plain(Script.silence()),
                                server -> list(
                                        client().endpoint(server.endpoint()).timeout(Duration.ofMillis(20)))),
                        "service sent no whole reply",
                        "20 ms",
                        "timeout(...)"),
                mistake(
                        "a body limit that is too small",
                        list(client().bodyLimit(100)),
                        "reply is malformed at byte 100",
                        "limit of 100 bytes",
                        "bodyLimit(...)"));
    }

    @TestFactory
    Stream<DynamicTest> calls() {
        return Stream.of(
                mistake(
                        "a client that is closed",
                        () -> {
                            Transport closed = new JdkTransport();
                            closed.close();
                            list(client().transport(closed)).execute();
                        },
                        emulator.endpoint().toString(),
                        "transport is closed",
                        "build a new client"),
                mistake(
                        "a thread that is interrupted",
                        () -> {
                            Thread.currentThread().interrupt();
                            try {
                                list(client()).execute();
                            } finally {
                                Thread.interrupted();
                            }
                        },
                        "calling thread was interrupted"));
    }
}
