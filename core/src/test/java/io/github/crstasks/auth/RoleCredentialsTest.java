package io.github.crstasks.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exchanges for the roles of machines and pods, without a network. */
@Timeout(20)
class RoleCredentialsTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    private static final Instant END = NOW.plus(Duration.ofHours(2));
    private static final Credentials EXPECTED = Credentials.temporary("AKIDrole", "ROLE-KEY", "ROLE-TOKEN");
    private static final String PAIR =
            "\"TmpSecretId\":\"AKIDrole\",\"TmpSecretKey\":\"ROLE-KEY\",\"Token\":\"ROLE-TOKEN\"";
    private static final String METADATA_REPLY =
            "{" + PAIR + ",\"ExpiredTime\":" + END.getEpochSecond() + ",\"Expiration\":\"x\",\"Code\":\"Success\"}";
    private static final String STS_REPLY = "{\"Response\":{\"Credentials\":{" + PAIR + "},\"ExpiredTime\":"
            + END.getEpochSecond() + ",\"Expiration\":\"x\",\"RequestId\":\"r-1\"}}";
    private static final String POD_CLAIMS = "eyJpc3MiOiJodHRw";
    private static final String POD_SIGNATURE = "c2lnbmF0dXJl";
    private static final String POD_TOKEN = "eyJhbGciOiJS." + POD_CLAIMS + "." + POD_SIGNATURE;

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void describePod() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), POD_TOKEN + "\n");
        variables.putAll(Map.of(
                "TKE_REGION", "ap-guangzhou",
                "TKE_PROVIDER_ID", "cls-1",
                "TKE_WEB_IDENTITY_TOKEN_FILE", file.toString(),
                "TKE_ROLE_ARN", "qcs::cam::uin/1:roleName/reader"));
    }

    private CredentialsSource pod() {
        return new PodRole(variables::get, () -> NOW);
    }

    private static Either<TaskError, ExpiringCredentials> fetch(CredentialsSource source, FakeTransport transport) {
        return source.fetch(Option.some(transport)).join();
    }

    private static FakeTransport metadata(String role, String reply) {
        return FakeTransport.answering(
                request -> Responses.json(request.uri().getPath().endsWith("/") ? role : reply));
    }

    private static FakeTransport failing(TransportFailure.Kind kind) {
        return FakeTransport.starting(
                request -> CompletableFuture.completedFuture(Either.left(TransportFailure.of(request, kind))));
    }

    private static FakeTransport answering(int status, String body) {
        return FakeTransport.answering(Responses.of(status, TransportHeaders.none(), body));
    }

    @Test
    void boundRoleIsReadFromTheMetadataService() {
        FakeTransport transport = metadata("reader@ops\n", METADATA_REPLY);

        assertThat(fetch(InstanceRole.bound(), transport))
                .isEqualTo(Either.right(new ExpiringCredentials(EXPECTED, END)));
        assertThat(transport.requests())
                .allSatisfy(request -> {
                    assertThat(request.method()).isEqualTo(HttpMethod.GET);
                    assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(2));
                    assertThat(request.maxResponseBytes()).isEqualTo(64 << 10);
                    assertThat(request.headers().asMap()).isEmpty();
                })
                .extracting(TransportRequest::uri)
                .extracting(Object::toString)
                .containsExactly(
                        "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/",
                        "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/reader@ops");
    }

    @Test
    void namedRoleNeedsOneRequest() {
        FakeTransport transport = metadata("other", METADATA_REPLY);

        assertThat(fetch(InstanceRole.named("reader"), transport).isRight()).isTrue();

        assertThat(transport.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".", "..", "../x", "a/b", "a\\b", "a?b", "a#b", "a%2f", "a b", "a\nb", "ä", "<html>"})
    void nameThatIsNoRoleNameIsNeverSent(String name) {
        FakeTransport transport = metadata(name, METADATA_REPLY);

        assertThat(fetch(InstanceRole.bound(), transport).getLeft()).isInstanceOf(TaskError.Malformed.class);
        assertThat(transport.requests()).hasSize(1);
        assertThatThrownBy(() -> CredentialsProvider.instanceRole(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("roleName must be the name of a role");
    }

    @Test
    void nameOfARoleHasAtMost128Characters() {
        assertThat(CredentialsProvider.instanceRole("a".repeat(128))).isNotNull();
        assertThatThrownBy(() -> CredentialsProvider.instanceRole("a".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportFailure.Kind.class,
            names = {"UNKNOWN_HOST", "NOT_CONNECTED", "TIMED_OUT", "PROXY_REFUSED"})
    void machineThatIsNoVirtualMachineIsNotAskedAgain(TransportFailure.Kind kind) {
        FakeTransport transport = failing(kind);

        TaskError error = fetch(InstanceRole.bound(), transport).getLeft();

        assertThat(error.retryable()).isFalse();
        assertThat(error.message())
                .startsWith("the instance role must be available from http://metadata.tencentyun.com, which ")
                .hasSizeLessThan(170);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void missingRoleAndRedirectsAreFinalAndBusyServicesAreNot() {
        assertThat(fetch(InstanceRole.bound(), answering(404, "<html>"))
                        .getLeft()
                        .message())
                .contains("HTTP 404: no role is bound to this machine");
        assertThat(fetch(InstanceRole.bound(), answering(302, "")).getLeft().retryable())
                .isFalse();
        assertThat(fetch(InstanceRole.bound(), answering(503, "")).getLeft().retryable())
                .isTrue();
        assertThat(fetch(InstanceRole.bound(), failing(TransportFailure.Kind.CONNECTION_LOST))
                        .getLeft()
                        .retryable())
                .isTrue();
        assertThat(fetch(InstanceRole.bound(), failing(TransportFailure.Kind.CLOSED))
                        .getLeft())
                .isInstanceOf(TaskError.Cancelled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{'Code':'Success'}",
                "{\"Code\":\"Success\"}",
                "{" + PAIR + ",\"Code\":\"Success\"}",
                "{" + PAIR + ",\"Code\":\"Success\",\"ExpiredTime\":\"ROLE-KEY\"}",
                "{" + PAIR + ",\"Code\":\"Success\",\"ExpiredTime\":1e99}",
                "{" + PAIR + ",\"Code\":\"Success\",\"ExpiredTime\":-1}",
                "{" + PAIR + ",\"ExpiredTime\":1700000000}",
                "{" + PAIR + ",\"Code\":\"InternalError\",\"ExpiredTime\":1700000000}",
                "{\"Code\":\"Success\",\"TmpSecretId\":\"a b\",\"TmpSecretKey\":\"ROLE-KEY\",\"Token\":\"t\",\"ExpiredTime\":1}",
                "{\"Code\":\"Success\",\"TmpSecretId\":null,\"TmpSecretKey\":\"ROLE-KEY\",\"Token\":[],\"ExpiredTime\":1}",
                "{" + PAIR + ",\"Code\":\"Success\",\"ExpiredTime\":1700000000} x",
            })
    void replyWithoutCredentialsIsAnErrorThatShowsNoSecret(String body) {
        TaskError error = fetch(InstanceRole.bound(), metadata("reader", body)).getLeft();

        assertThat(error.retryable()).isFalse();
        assertThat(error.toString()).doesNotContain("ROLE-KEY").doesNotContain("ROLE-TOKEN");
        assertThat(error.cause()).isEmpty();
        assertThat(fetch(pod(), FakeTransport.answering(Responses.json(body))).isLeft())
                .isTrue();
    }

    @Test
    void podExchangesItsTokenForCredentials() throws IOException {
        FakeTransport transport = FakeTransport.answering(Responses.json(STS_REPLY));
        CredentialsSource pod = pod();

        assertThat(fetch(pod, transport)).isEqualTo(Either.right(new ExpiringCredentials(EXPECTED, END)));

        TransportRequest request = transport.requests().get(0);
        assertThat(request.uri()).hasToString("https://sts.tencentcloudapi.com/");
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(5));
        Function<String, String> header = name -> request.headers().first(name).get();
        assertThat(header.apply("Authorization")).isEqualTo("SKIP");
        assertThat(header.apply("X-TC-Action")).isEqualTo("AssumeRoleWithWebIdentity");
        assertThat(header.apply("X-TC-Version")).isEqualTo("2018-08-13");
        assertThat(header.apply("X-TC-Region")).isEqualTo("ap-guangzhou");
        assertThat(header.apply("X-TC-Timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        JsonObject input =
                JsonParser.parseString(UTF_8.decode(request.body()).toString()).getAsJsonObject();
        assertThat(input.keySet())
                .containsExactlyInAnyOrder(
                        "ProviderId", "WebIdentityToken", "RoleArn", "RoleSessionName", "DurationSeconds");
        assertThat(input.get("WebIdentityToken").getAsString()).isEqualTo(POD_TOKEN);

        Files.writeString(directory.resolve("token"), "rotated");
        assertThat(fetch(pod, transport).isRight()).isTrue();
        assertThat(UTF_8.decode(transport.requests().get(1).body()).toString()).contains("\"rotated\"");
    }

    @Test
    void missingPartsOfThePodAreNamedWithoutARequest() throws IOException {
        FakeTransport transport = FakeTransport.answering(Responses.json(STS_REPLY));
        variables.put("TKE_REGION", "a\r\nX-Evil: 1");
        assertThat(fetch(pod(), transport).getLeft().message())
                .contains("TKE_REGION")
                .doesNotContain("\n");
        variables.put("TKE_REGION", "ap-guangzhou");
        Files.writeString(directory.resolve("token"), " \n");
        assertThat(fetch(pod(), transport).getLeft().message()).contains("TKE_WEB_IDENTITY_TOKEN_FILE", "not empty");
        Files.delete(directory.resolve("token"));
        assertThat(fetch(pod(), transport).getLeft().message()).contains("TKE_WEB_IDENTITY_TOKEN_FILE", "present");
        variables.put("TKE_WEB_IDENTITY_TOKEN_FILE", "\u0000");
        assertThat(fetch(pod(), transport).isLeft()).isTrue();
        variables.put("TKE_ROLE_ARN", " ");
        variables.remove("TKE_PROVIDER_ID");
        assertThat(fetch(pod(), transport).getLeft().message())
                .contains("TKE_PROVIDER_ID, TKE_ROLE_ARN")
                .doesNotContain("TKE_REGION");
        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void refusalOfStsShowsNoTokenThatItQuotes() {
        String quotes = POD_TOKEN + " and " + POD_SIGNATURE;
        TaskError error = fetch(
                        pod(),
                        FakeTransport.answering(Responses.json("{\"Response\":{\"Error\":{\"Code\":"
                                + "\"InvalidParameter.WebIdentityTokenError\",\"Message\":\"bad " + quotes
                                + "\"},\"RequestId\":\"r-2\"}}")))
                .getLeft();

        assertThat(error.message())
                .contains("sts.tencentcloudapi.com", "InvalidParameter.WebIdentityTokenError", "r-2", "bad *** and ***")
                .doesNotContain(POD_CLAIMS);
        assertThat(error.retryable()).isFalse();
        assertThat(fetch(
                                pod(),
                                FakeTransport.answering(Responses.json(
                                        "{\"Response\":{\"Error\":{\"Code\":\"InternalError.DbError\"}}}")))
                        .getLeft()
                        .retryable())
                .isTrue();
    }

    @Test
    void transportThatQuotesTheTokenShowsNone() {
        FakeTransport throwing = FakeTransport.starting(request -> {
            throw new IllegalStateException("cannot send " + UTF_8.decode(request.body()));
        });
        FakeTransport quoting = FakeTransport.starting(request -> CompletableFuture.completedFuture(Either.left(
                new TransportFailure(TransportFailure.Kind.TLS_FAILED, "sent " + POD_TOKEN, Option.none()))));

        for (FakeTransport transport : new FakeTransport[] {throwing, quoting}) {
            TaskError error = fetch(pod(), transport).getLeft();
            assertThat(error.message()).doesNotContain(POD_TOKEN);
            assertThat(error.cause()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // The transport breaks its contract.
    void transportThatBreaksItsContractIsAnError() {
        assertThat(fetch(pod(), FakeTransport.starting(request -> null)).isLeft())
                .isTrue();
        assertThat(fetch(pod(), FakeTransport.starting(request -> CompletableFuture.completedFuture(null)))
                        .isLeft())
                .isTrue();
        assertThat(fetch(
                                InstanceRole.bound(),
                                FakeTransport.starting(request -> CompletableFuture.failedFuture(new Error("broken"))))
                        .isLeft())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"429, true", "499, false", "500, true", "403, false"})
    void statusOfAServiceSaysWhetherAnotherAttemptIsWorthIt(int status, boolean retryable) {
        for (CredentialsSource source : new CredentialsSource[] {InstanceRole.bound(), pod()}) {
            assertThat(fetch(source, answering(status, "")).getLeft())
                    .returns(retryable, TaskError::retryable)
                    .extracting(TaskError::message)
                    .asString()
                    .contains("HTTP " + status);
        }
    }

    @Test
    void fieldThatCannotBeUsedIsNamed() {
        String token = STS_REPLY.replace("\"Token\":\"ROLE-TOKEN\"", "\"Token\":\"密\"");

        assertThat(fetch(pod(), FakeTransport.answering(Responses.json(token)))
                        .getLeft()
                        .message())
                .contains("Response.Credentials.Token is no text of visible ASCII characters");
        assertThat(fetch(pod(), FakeTransport.answering(Responses.json(token.replace("Token", "Ticket"))))
                        .getLeft()
                        .message())
                .contains("Response.Credentials.Token is missing");
    }

    @Test
    void shortPartsOfATokenAreNotRemovedFromTheMessage() throws IOException {
        Files.writeString(directory.resolve("token"), "e.seven77.eight888");
        String refusal = "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure\",\"Message\":\"seven77 of eight888\"}}}";

        assertThat(fetch(pod(), FakeTransport.answering(Responses.json(refusal)))
                        .getLeft()
                        .message())
                .endsWith("refused AssumeRoleWithWebIdentity with AuthFailure: seven77 of ***");
    }

    @Test
    void cancellingTheFetchAbortsTheExchange() throws InterruptedException {
        FakeTransport transport = FakeTransport.pending();
        CompletableFuture<Either<TaskError, ExpiringCredentials>> fetch =
                InstanceRole.bound().fetch(Option.some(transport));

        fetch.cancel(true);

        assertThat(transport.takeExchange()).isCancelled();
    }

    @Test
    void rolesOutsideOfAClientSayThatTheyNeedOne() {
        CredentialsProvider pod = new RefreshingCredentials(pod(), () -> NOW);

        assertThat(CredentialsProvider.instanceRole().credentials().getLeft())
                .isInstanceOf(TaskError.Invalid.class)
                .extracting(TaskError::message)
                .asString()
                .contains("the instance role must be fetched by a client", "TaskClient.builder()");
        assertThat(pod.credentials().getLeft().message()).contains("the pod role must be fetched by a client");

        assertThat(pod.fetch(FakeTransport.answering(Responses.json(STS_REPLY))).join())
                .isEqualTo(Either.right(EXPECTED));
        assertThat(pod.credentials()).isEqualTo(Either.right(EXPECTED));
    }

    @Test
    void nothingThatIsPrintedShowsASecret() {
        CredentialsSource pod = pod();

        assertThat(pod).hasToString("the pod role");
        assertThat(InstanceRole.bound()).hasToString("the instance role");
        assertThat(pod.toString() + new ExpiringCredentials(EXPECTED, END))
                .doesNotContain("ROLE-KEY")
                .doesNotContain("ROLE-TOKEN")
                .doesNotContain(POD_TOKEN);
    }
}
