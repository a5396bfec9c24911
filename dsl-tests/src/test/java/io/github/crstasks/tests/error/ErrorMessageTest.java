package io.github.crstasks.tests.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.crstasks.RetryPolicy;
import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientBuilder;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.InterceptorAction;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.ScriptedServer;
import io.github.crstasks.testkit.ServerScript;
import io.github.crstasks.testkit.TestCertificate;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.tests.support.EmulatorFixture;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportRequest;
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

/** The message for every common mistake states what happened, where, and what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorMessageTest {
    private final EmulatorFixture fixture = EmulatorFixture.start();
    private final CrsEmulator emulator = fixture.emulator();

    @AfterAll
    void close() {
        fixture.close();
    }

    private TaskClientBuilder client() {
        return fixture.client();
    }

    private TaskClientBuilder clientOver(HttpClient httpClient) {
        return client().transport(JdkTransport.sharing(httpClient));
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

    private Executable listAnswered(int status, String body) {
        return () -> {
            emulator.intercept(request -> InterceptorAction.reply(status, body));
            list(client()).execute();
        };
    }

    private static Executable with(Callable<ScriptedServer> start, Function<ScriptedServer, Executable> call) {
        return () -> {
            try (ScriptedServer server = start.call()) {
                call.apply(server).execute();
            }
        };
    }

    private Executable listFromClosedPort() {
        return () -> {
            ScriptedServer closed = ScriptedServer.plain(ServerScript.silence());
            closed.close();
            list(client().endpoint(closed.endpoint())).execute();
        };
    }

    /** Returns a transport to the endpoint of API 3.0, whose path is that of no endpoint of API 2.0. */
    private static Transport toRootPath() {
        return new DelegatingTransport(new JdkTransport()) {
            @Override
            protected TransportRequest beforeSending(TransportRequest request) {
                byte[] body = new byte[request.body().remaining()];
                request.body().get(body);
                return TransportRequest.post(request.endpoint().resolve("/"), body, request.headers());
            }
        };
    }

    /** Returns the test that a mistake causes an exception whose message contains these parts, and not the secret key. */
    private DynamicTest mistake(String name, Executable call, String... parts) {
        return dynamicTest(name, () -> {
            emulator.reset();
            Throwable thrown = catchThrowable(call::execute);
            assertThat(thrown)
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class, TaskException.class);
            assertThat(thrown.getMessage()).contains(parts).doesNotContain(emulator.secretKey());
        });
    }

    @TestFactory
    Stream<DynamicTest> mistakesInCredentialsAreExplained() {
        CredentialsProvider empty = CredentialsProvider.chain(
                CredentialsProvider.environment(), CredentialsProvider.profile(Path.of("no-such-file")));
        return Stream.of(
                mistake(
                        "no credentials anywhere",
                        list(client().credentials(empty)),
                        "credentials must be found in one of these places: the environment variable TENCENTCLOUD_SECRET_ID"
                                + " must be set; the credentials file no-such-file must be present"),
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
                        listAnswered(200, "{\"code\": 4105, \"message\": \"token error\"}"),
                        "service refused",
                        "token error",
                        "new temporary credentials"),
                mistake(
                        "a missing permission",
                        listAnswered(200, "{\"code\": 4101, \"codeDesc\": \"UnauthorizedOperation\"}"),
                        "service refused",
                        "UnauthorizedOperation",
                        "access management"),
                mistake(
                        "a clock that is two days slow",
                        list(client().clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)))
                                .retryPolicy(RetryPolicy.defaults())),
                        "service refused",
                        "4500",
                        "this machine's clock"));
    }

    @TestFactory
    Stream<DynamicTest> mistakesInSettingsAreExplained() {
        return Stream.of(
                mistake(
                        "no region",
                        () -> TaskClient.builder().build(),
                        "region must be set",
                        "ap-guangzhou",
                        "TENCENTCLOUD_REGION"),
                mistake(
                        "a region that is a sentence",
                        () -> client().region("Guangzhou, China"),
                        "region",
                        "\"Guangzhou, China\"",
                        "letters, digits and hyphens"),
                mistake(
                        "a region of another service",
                        listAnswered(200, "{\"code\": 4000, \"codeDesc\": \"InvalidParameter\"}"),
                        "service refused",
                        "InvalidParameter",
                        "check the region"),
                mistake(
                        "an account id that is a name",
                        () -> ApiV3.create().operatedBy("root"),
                        "operatedBy must be an account id",
                        "\"root\""),
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
                mistake("a timeout of zero", () -> client().timeout(Duration.ZERO), "timeout", "positive", "0 s"));
    }

    @TestFactory
    Stream<DynamicTest> mistakesInQueriesAreExplained() {
        Instant early = Instant.parse("2017-02-06T00:00:00Z");
        Instant late = Instant.parse("2017-02-07T00:00:00Z");
        return Stream.of(
                mistake("a blank instance id", () -> TaskQuery.instanceId(" "), "instanceId", "not blank", "\" \""),
                mistake(
                        "a reversed interval",
                        () -> TaskQuery.submittedBetween(late, early),
                        "submittedBetween",
                        late + " or later, but was " + early),
                mistake(
                        "a limit of zero",
                        () -> client().build().page(TaskQuery.all(), 0, 0).getOrElseThrow(TaskException::new),
                        "limit must be 1..2147483647",
                        "but was 0"),
                mistake(
                        "a negative offset",
                        () -> client().build().page(TaskQuery.all(), -1, 10).getOrElseThrow(TaskException::new),
                        "offset must be 0..2147483647",
                        "but was -1"),
                mistake(
                        "a misspelt query",
                        () -> TaskQuery.parse("status = broken").getOrElseThrow(TaskException::new),
                        "query text at column 10",
                        "failed",
                        "broken"),
                mistake(
                        "a duration in words",
                        () -> TaskQuery.parse("submitted >= now - 7 days").getOrElseThrow(TaskException::new),
                        "query text at column 20",
                        "for example 7d or 1d12h",
                        "(write 7d), but was 7"),
                mistake(
                        "a negative duration",
                        () -> TaskQuery.submittedWithin(Duration.ofHours(-1)),
                        "duration must be 0..3652424 days",
                        "but was -1 h"));
    }

    @TestFactory
    Stream<DynamicTest> mistakesInDetailsAreExplained() {
        EmulatorFixture api3 = fixture.withApi(ApiVersion.V3);
        Task withoutId = Task.builder()
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.FAILED)
                .build();
        return Stream.of(
                mistake(
                        "the details of a task by API 2.0",
                        () -> client().build().details(1).getOrElseThrow(TaskException::new),
                        "protocol must be API 3.0",
                        "use .protocol(ApiV3.create())",
                        "but was API 2.0"),
                mistake(
                        "a negative task id",
                        () -> api3.client().build().details(-1).getOrElseThrow(TaskException::new),
                        "taskId must be 0..9223372036854775807",
                        "but was -1"),
                mistake(
                        "a task without an id",
                        () -> api3.client().build().details(withoutId).getOrElseThrow(TaskException::new),
                        "task must be one with a taskId",
                        ".protocol(ApiV3.create())"),
                mistake(
                        "an id that no task has",
                        () -> api3.client().build().details(987_654).getOrElseThrow(TaskException::new),
                        "service refused",
                        "no task has the id 987654",
                        "check the region, and the ids"));
    }

    @TestFactory
    Stream<DynamicTest> networkFaultsAreExplained() {
        URI unknown = URI.create("https://no-such-host.invalid/v2/index.php");
        return Stream.of(
                mistake(
                        "an unknown host",
                        list(client().endpoint(unknown)),
                        unknown.toString(),
                        "host name has no address",
                        "check the endpoint"),
                mistake(
                        "a closed port",
                        listFromClosedPort(),
                        "http://127.0.0.1:",
                        "no connection could be made",
                        "check host, port, proxy and firewall"),
                mistake(
                        "a certificate of an untrusted authority",
                        with(
                                () -> ScriptedServer.secure(
                                        TestCertificate.VALID.serverContext(), ServerScript.respond(200, "{}")),
                                server -> list(client().endpoint(server.endpoint()))),
                        "https://127.0.0.1:",
                        "no secure connection could be made",
                        "check the trust store",
                        "unable to find valid certification path"),
                mistake(
                        "a proxy that requires credentials",
                        with(
                                () -> ScriptedServer.plain(ServerScript.respond(407, "")),
                                proxy -> list(clientOver(proxied(proxy)).endpoint(unknown))),
                        "HTTP 407",
                        "proxy credentials"),
                mistake(
                        "a proxy that rejects the request",
                        with(
                                () -> ScriptedServer.plain(ServerScript.respond(403, "")),
                                proxy -> list(clientOver(proxied(proxy)).endpoint(unknown))),
                        unknown.toString(),
                        "403",
                        "check proxies and firewalls on the way to the service"),
                mistake(
                        "an endpoint with a wrong path",
                        list(client().endpoint(emulator.endpoint().resolve("/v3"))),
                        "HTTP 404",
                        "path of the endpoint"),
                mistake(
                        "a client of API 3.0 at the endpoint of API 2.0",
                        list(client().protocol(ApiV3.create())),
                        "a reply of API 2.0",
                        "use .protocol(ApiV2.create())"),
                mistake(
                        "a client of API 2.0 at the endpoint of API 3.0",
                        list(client().protocol(ApiV2.create().withHttpMethod(HttpMethod.POST))
                                .transport(toRootPath())),
                        "a reply of API 3.0",
                        "use .protocol(ApiV3.create())"),
                mistake(
                        "a login page with status 200",
                        listAnswered(200, "<!DOCTYPE html><html><body>Welcome to our hotel</body></html>"),
                        "reply is malformed at $",
                        "HTML",
                        "log-in page"),
                mistake(
                        "a redirect to a login page",
                        listAnswered(302, ""),
                        "HTTP 302",
                        "log-in page",
                        "check the endpoint"),
                mistake(
                        "an exceeded request quota",
                        listAnswered(200, "{\"code\": 4400, \"codeDesc\": \"RequestLimitExceeded\"}"),
                        "service refused",
                        "RequestLimitExceeded",
                        "rateLimiter(...)"),
                mistake(
                        "a timeout that is too short",
                        with(
                                () -> ScriptedServer.plain(ServerScript.silence()),
                                server -> list(
                                        client().endpoint(server.endpoint()).timeout(Duration.ofMillis(20)))),
                        "service sent no complete reply",
                        "20 ms",
                        "timeout(...)",
                        "(1 attempt in ",
                        "endpoint http://127.0.0.1:"),
                mistake(
                        "a body limit that is too small",
                        list(client().maxResponseBytes(100)),
                        "reply is malformed at byte 100",
                        "limit of 100 bytes",
                        "maxResponseBytes(...)"));
    }

    @TestFactory
    Stream<DynamicTest> cancelledCallsAreExplained() {
        return Stream.of(
                mistake(
                        "a closed transport",
                        () -> {
                            Transport closed = new JdkTransport();
                            closed.close();
                            list(client().transport(closed)).execute();
                        },
                        emulator.endpoint().toString(),
                        "transport is closed",
                        "build a new client"),
                mistake(
                        "an interrupted thread",
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
