package io.github.crstasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Either;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskClientBuilderTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<HttpRequest> sent = new ArrayList<>();
    private final Transport transport = new Transport() {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            sent.add(request);
            byte[] body = "{\"code\": 0, \"totalCount\": 0}".getBytes(StandardCharsets.UTF_8);
            return Either.right(new HttpResponse(200, HttpHeaders.none(), body));
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return CompletableFuture.completedFuture(send(request));
        }

        @Override
        public void close() {}
    };

    private TaskClientBuilder builder() {
        return TaskClient.builder()
                .region("gz")
                .credentials(Credentials.of("id", "key"))
                .transport(transport);
    }

    private HttpRequest sentBy(TaskClientBuilder builder) {
        assertThat(builder.build().list(TaskQuery.all()).isRight()).isTrue();
        return sent.get(sent.size() - 1);
    }

    private static void assertRefused(ThrowingCallable setting, String... parts) {
        assertThatThrownBy(setting).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }

    @Test
    void asks_the_documented_endpoint_within_the_documented_limits() {
        HttpRequest request = sentBy(builder());

        assertThat(request.endpoint()).isEqualTo(URI.create("https://redis.api.qcloud.com/v2/index.php"));
        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(request.bodyLimit()).isEqualTo(8 * 1024 * 1024);
        assertThat(request.uri().getRawQuery()).contains("Region=gz", "limit=100&offset=0");
    }

    @Test
    void other_settings_reach_the_request() {
        HttpRequest request = sentBy(builder()
                .region("ap-guangzhou")
                .timeout(Duration.ofSeconds(1))
                .bodyLimit(1000)
                .pageSize(7)
                .clock(() -> Instant.ofEpochSecond(1465185768))
                .nonces(() -> 11886));

        assertThat(request.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.bodyLimit()).isEqualTo(1000);
        assertThat(request.uri().getRawQuery())
                .contains("Region=ap-guangzhou", "limit=7", "Timestamp=1465185768", "Nonce=11886");
    }

    @Test
    void an_endpoint_without_a_path_takes_the_protocols() {
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
    void plain_http_may_stay_on_this_host(String endpoint) {
        assertThat(builder().endpoint(URI.create(endpoint)).build()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://redis.api.qcloud.com/v2/index.php", "http://127.0.0.1.example.com/", "http://10.0.0.1/"})
    void plain_http_to_another_host_must_be_allowed(String endpoint) {
        TaskClientBuilder builder = builder().endpoint(URI.create(endpoint));

        assertRefused(builder::build, "endpoint", endpoint, "https", "allowPlainHttp()");
        assertThat(sentBy(builder.allowPlainHttp()).endpoint()).isEqualTo(URI.create(endpoint));
    }

    @Test
    void bad_settings_are_refused_with_name_value_and_range() {
        assertRefused(() -> builder().region("gz&limit=1"), "region", "\"gz&limit=1\"", "letters");
        assertRefused(() -> builder().region(""), "region");
        assertRefused(() -> builder().endpoint(URI.create("ftp://host/")), "endpoint", "ftp://host/", "http");
        assertRefused(() -> builder().endpoint(URI.create("/v2/index.php")), "endpoint");
        assertRefused(() -> builder().endpoint(URI.create("https://host/?a=1")), "endpoint");
        assertRefused(() -> builder().timeout(Duration.ZERO), "timeout", "PT0S", "positive");
        assertRefused(() -> builder().bodyLimit(0), "bodyLimit", "0", "1..2147483647");
        assertThat(sentBy(builder().bodyLimit(1)).bodyLimit()).isEqualTo(1);
        assertRefused(() -> builder().pageSize(-5), "pageSize", "-5", "1..2147483647");
        assertRefused(() -> TaskClient.builder().transport(transport).build(), "region", "not set");
    }

    @Test
    void a_password_in_an_endpoint_is_refused_and_not_shown() {
        assertThatThrownBy(() -> builder().endpoint(URI.create("https://me:secret@host/")))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains("endpoint")
                .doesNotContain("secret");
    }

    @Test
    void without_a_transport_the_message_says_what_to_add() {
        assertThatThrownBy(() -> builtWhere())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("crs-tasks-transport-jdk", "crs-tasks-transport-google", "transport(...)");
    }

    @Test
    void with_several_transports_the_message_names_them() {
        assertThatThrownBy(() -> builtWhere(Found.class.getName(), Another.class.getName()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(Found.class.getName(), Another.class.getName(), "transport(...)");
    }

    @Test
    void the_only_transport_is_found_and_closed_with_the_client() throws IOException {
        TaskClient client = builtWhere(Found.class.getName());

        assertThatThrownBy(() -> client.count(TaskQuery.all())).hasMessage("found");
        assertThatThrownBy(client::close).hasMessage("closed");
    }

    @Test
    void a_transport_that_was_given_is_left_open() {
        try (TaskClient client = builder().transport(new Found()).build()) {
            assertThat(client).isNotNull();
        }
    }

    /** A client built where these transports and no others are on the path. */
    private TaskClient builtWhere(String... transports) throws IOException {
        Path services = Files.writeString(folder.resolve("services"), String.join("\n", transports));
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        thread.setContextClassLoader(new ClassLoader(getClass().getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.equals("META-INF/services/" + Transport.class.getName())
                        ? Collections.enumeration(List.of(services.toUri().toURL()))
                        : super.getResources(name);
            }
        });
        try {
            return TaskClient.builder()
                    .region("gz")
                    .credentials(Credentials.of("id", "key"))
                    .build();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    /** Tells by throwing, since each is one of its own. */
    public static class Found implements Transport {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            throw new IllegalStateException("found");
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            throw new IllegalStateException("found");
        }

        @Override
        public void close() {
            throw new IllegalStateException("closed");
        }
    }

    public static final class Another extends Found {}
}
