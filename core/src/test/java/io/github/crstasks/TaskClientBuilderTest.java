package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.auth.CredentialsProvider;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskClientBuilderTest {
    private final FakeTransport transport = FakeTransport.answering(Responses.page(0));

    private TaskClientBuilder builder() {
        return transport.client();
    }

    private TransportRequest sentBy(TaskClientBuilder builder) {
        assertThat(builder.build().list(TaskQuery.all()).isRight()).isTrue();
        return transport.requests().get(transport.requests().size() - 1);
    }

    private static void assertRejected(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void defaultsAreTheDocumentedEndpointAndLimits() {
        TransportRequest request = sentBy(builder());

        assertThat(request.endpoint()).isEqualTo(URI.create("https://redis.api.qcloud.com/v2/index.php"));
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(request.maxResponseBytes()).isEqualTo(8 * 1024 * 1024);
        assertThat(request.uri().getRawQuery()).contains("Region=gz", "limit=100&offset=0");
    }

    @Test
    void settingsReachTheRequest() {
        TransportRequest request = sentBy(builder()
                .region("ap-guangzhou")
                .timeout(Duration.ofSeconds(1))
                .maxResponseBytes(1000)
                .pageSize(7)
                .clock(() -> Instant.ofEpochSecond(1465185768))
                .nonces(() -> 11886));

        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.maxResponseBytes()).isEqualTo(1000);
        assertThat(request.uri().getRawQuery())
                .contains("Region=ap-guangzhou", "limit=7", "Timestamp=1465185768", "Nonce=11886");
    }

    @Test
    void endpointWithoutPathTakesThePathOfTheProtocol() {
        assertThat(sentBy(builder().endpoint(URI.create("http://127.0.0.1:8080")))
                        .endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:8080/v2/index.php"));
        assertThat(sentBy(builder().endpoint(URI.create("https://proxy.example/crs")))
                        .endpoint())
                .isEqualTo(URI.create("https://proxy.example/crs"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/",
                "http://127.0.0.1/",
                "http://127.8.9.10:1/",
                "http://[::1]:1/",
                "HTTP://localhost/"
            })
    void plainHttpToThisHostIsAllowed(String endpoint) {
        assertThat(builder().endpoint(URI.create(endpoint)).build()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://redis.api.qcloud.com/v2/index.php", "http://127.0.0.1.example.com/", "http://10.0.0.1/"})
    void plainHttpToAnotherHostMustBeAllowedExplicitly(String endpoint) {
        TaskClientBuilder builder = builder().endpoint(URI.create(endpoint));

        assertRejected(builder::build, "endpoint", endpoint, "https", "allowPlainHttp()");
        assertThat(sentBy(builder.allowPlainHttp()).endpoint())
                .isEqualTo(URI.create(endpoint).resolve("/v2/index.php"));
    }

    @Test
    void invalidSettingIsRejectedWithNameValueAndRange() {
        assertRejected(() -> builder().region("gz&limit=1"), "region", "\"gz&limit=1\"", "letters");
        assertRejected(() -> builder().region(""), "region");
        assertRejected(() -> builder().endpoint(URI.create("ftp://host/")), "endpoint", "ftp://host/", "http");
        assertRejected(() -> builder().endpoint(URI.create("/v2/index.php")), "endpoint");
        assertRejected(() -> builder().endpoint(URI.create("https://host/?a=1")), "endpoint");
        assertRejected(() -> builder().timeout(Duration.ZERO), "timeout", "0 s", "positive");
        assertRejected(() -> builder().maxResponseBytes(0), "maxResponseBytes", "0", "1..2147483647");
        assertThat(sentBy(builder().maxResponseBytes(1)).maxResponseBytes()).isEqualTo(1);
        assertRejected(() -> builder().pageSize(-5), "pageSize", "-5", "1..2147483647");
    }

    /** Returns a builder without a region, in an environment with this variable alone. */
    private TaskClientBuilder inEnvironment(String name, String value) {
        return new TaskClientBuilder(Map.of(name, value)::get)
                .credentials(Credentials.of("id", "key"))
                .transport(transport);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap-guangzhou", " ap-guangzhou\n", "gz"})
    void regionDefaultsToTheEnvironment(String value) {
        assertThat(sentBy(inEnvironment("TENCENTCLOUD_REGION", value)).uri().getRawQuery())
                .contains("&Region=" + value.strip() + "&");
    }

    @Test
    void regionOfTheBuilderPrecedesThatOfTheEnvironmentWhichIsNotRead() {
        TaskClientBuilder builder = new TaskClientBuilder(name -> {
                    throw new AssertionError("read " + name);
                })
                .region("ap-guangzhou")
                .credentials(Credentials.of("id", "key"))
                .transport(transport);

        assertThat(sentBy(builder).uri().getRawQuery()).contains("Region=ap-guangzhou");
    }

    @Test
    void environmentIsReadWhenTheClientIsBuilt() {
        Map<String, String> variables = new HashMap<>();
        TaskClientBuilder builder = new TaskClientBuilder(variables::get)
                .credentials(Credentials.of("id", "key"))
                .transport(transport);
        variables.put("TENCENTCLOUD_REGION", "ap-guangzhou");

        assertThat(sentBy(builder).uri().getRawQuery()).contains("Region=ap-guangzhou");
    }

    @ParameterizedTest
    @CsvSource({"TENCENTCLOUD_REGION,''", "TENCENTCLOUD_REGION,' \t'", "TENCENTCLOUD_DEFAULT_REGION,ap-guangzhou"})
    void missingRegionIsReportedWithBothWaysToSetIt(String name, String value) {
        assertRejected(
                () -> inEnvironment(name, value).build(),
                "region must be set",
                "region(...)",
                "environment variable TENCENTCLOUD_REGION");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ap guangzhou", "gz&limit=1", "\"gz\"", "gz,bj", "广州"})
    void invalidRegionOfTheEnvironmentIsReportedWithTheNameOfTheVariable(String value) {
        assertRejected(
                () -> inEnvironment("TENCENTCLOUD_REGION", value).build(),
                "environment variable TENCENTCLOUD_REGION must be",
                "letters",
                value);
    }

    @Test
    void regionOfTheEnvironmentSelectsTheHostOfAFinanceRegion() {
        var unused = inEnvironment("TENCENTCLOUD_REGION", "ap-shanghai-fsi")
                .protocol(ApiV3.create())
                .build()
                .count(TaskQuery.all());

        assertThat(transport.requests().get(0).endpoint())
                .isEqualTo(URI.create("https://redis.ap-shanghai-fsi.tencentcloudapi.com/"));
    }

    @Test
    void passwordInAnEndpointIsRejectedAndNotShown() {
        assertThatThrownBy(() -> builder().endpoint(URI.create("https://me:secret@host/")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("endpoint")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "relative/home", "\u0000"})
    void homeDirectoryIsNotNeededIfCredentialsAreGiven(String home) {
        withHome(
                home, () -> assertThat(builder().build().count(TaskQuery.all())).isEqualTo(Either.right(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "relative/home", "\u0000"})
    void homeDirectoryThatCannotBeUsedIsNamedWhenCredentialsAreNeeded(String home) {
        withHome(
                home,
                () -> assertThat(CredentialsProvider.profile()
                                .credentials()
                                .getLeft()
                                .message())
                        .contains("user.home")
                        .doesNotContain("\u0000"));
    }

    private static void withHome(String home, Runnable action) {
        String previous = System.getProperty("user.home");
        System.setProperty("user.home", home);
        try {
            action.run();
        } finally {
            System.setProperty("user.home", previous);
        }
    }

    @Test
    void unsetHomeDirectoryIsNoFaultIfCredentialsAreGiven() {
        String previous = System.clearProperty("user.home");
        try {
            assertThat(builder().build().count(TaskQuery.all())).isEqualTo(Either.right(0));
            assertThat(CredentialsProvider.standard().credentials().getLeft().message())
                    .contains("user.home");
        } finally {
            System.setProperty("user.home", previous);
        }
    }

    @Test
    void givenTransportStaysOpen() {
        try (TaskClient client = builder().transport(new UnclosableTransport()).build()) {
            assertThat(client).isNotNull();
        }
    }

    private static final class UnclosableTransport implements Transport {
        @Override
        public CompletableFuture<Either<TransportFailure, TransportResponse>> sendAsync(TransportRequest request) {
            throw new IllegalStateException("not expected to be called");
        }

        @Override
        public void close() {
            throw new IllegalStateException("closed");
        }
    }
}
