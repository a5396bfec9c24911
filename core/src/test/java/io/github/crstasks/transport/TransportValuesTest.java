package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Option;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TransportValuesTest {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");

    @Test
    void headerNamesAreCaseInsensitiveAndValuesKeepTheirOrder() {
        TransportHeaders headers = TransportHeaders.none().with("X-Part", "1").with("x-part", "2");

        assertThat(headers.first("X-PART")).isEqualTo(Option.some("1"));
        assertThat(headers.asMap()).containsExactly(Map.entry("X-Part", List.of("1", "2")));
        assertThat(headers)
                .isEqualTo(TransportHeaders.of(Map.of("x-PART", List.of("1", "2"))))
                .hasSameHashCodeAs(TransportHeaders.of(Map.of("x-PART", List.of("1", "2"))));
        assertThat(TransportHeaders.none().first("X-Part")).isEqualTo(Option.none());
    }

    @Test
    void headersThatDifferInAValueAreNotEqualAndShowOnlyTheirNames() {
        TransportHeaders headers = TransportHeaders.none().with("X-Token", "secret");

        assertThat(headers).isNotEqualTo(TransportHeaders.none().with("X-Token", "other"));
        assertThat(headers.hashCode())
                .isNotEqualTo(TransportHeaders.none().hashCode())
                .isNotEqualTo(headers.with("X-Part", "1").hashCode());
        assertThat(headers).hasToString("[X-Token]");
    }

    @Test
    void headerWithAControlCharacterIsRejectedWithoutShowingItsValue() {
        assertThatThrownBy(() -> TransportHeaders.none().with("X-Token", "secret\r\nHost: elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Token")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> TransportHeaders.none().with("X\n", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TransportHeaders.none().with("", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void queryIsUnchangedInTheUriAndAbsentFromTheText() {
        TransportRequest request =
                TransportRequest.get(ENDPOINT, "a=%20%2B+&Signature=secret", TransportHeaders.none());

        assertThat(request.uri().getRawQuery()).isEqualTo("a=%20%2B+&Signature=secret");
        assertThat(request).hasToString("GET https://redis.api.qcloud.com/v2/index.php");
    }

    @Test
    void requestBodyCannotBeModifiedFromOutside() {
        byte[] bytes = "a=1".getBytes(StandardCharsets.UTF_8);
        TransportRequest request = TransportRequest.post(ENDPOINT, bytes, TransportHeaders.none());

        bytes[0] = 'b';
        request.body().get();

        assertThat(StandardCharsets.UTF_8.decode(request.body()).toString()).isEqualTo("a=1");
        assertThat(request.body().isReadOnly()).isTrue();
    }

    @Test
    void limitsMustBePositive() {
        TransportRequest request = TransportRequest.get(ENDPOINT, "", TransportHeaders.none());

        assertThat(request.withLimits(Duration.ofMillis(1), 1).maxResponseBytes())
                .isEqualTo(1);
        assertThatThrownBy(() -> request.withLimits(Duration.ZERO, 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> request.withLimits(Duration.ofMillis(-1), 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> request.withLimits(Duration.ofMillis(1), 0)).hasMessageContaining("maxResponseBytes");
    }

    @Test
    void addedHeadersFollowTheOthersAndLeaveTheRestUnchanged() {
        TransportRequest request = TransportRequest.post(
                        ENDPOINT,
                        "a=1".getBytes(StandardCharsets.UTF_8),
                        TransportHeaders.none().with("X", "1"))
                .withLimits(Duration.ofMillis(7), 5);

        TransportRequest copy =
                request.withHeaders(TransportHeaders.none().with("x", "2").with("Y", "3"));

        assertThat(copy.headers().asMap())
                .containsExactly(Map.entry("X", List.of("1", "2")), Map.entry("Y", List.of("3")));
        assertThat(copy.body()).isEqualTo(request.body());
        assertThat(copy.uri()).isEqualTo(request.uri());
        assertThat(copy.timeout()).isEqualTo(Duration.ofMillis(7));
        assertThat(copy.maxResponseBytes()).isEqualTo(5);
        assertThat(request.headers().asMap()).hasSize(1);
        assertThatThrownBy(() -> request.withHeaders(TransportHeaders.none().with("HOST", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HOST");
    }

    @Test
    void responseShowsOnlyStatusAndSize() {
        TransportResponse response = new TransportResponse(
                502, TransportHeaders.none(), "<a href='?Signature=1'>".getBytes(StandardCharsets.UTF_8));

        assertThat(response).hasToString("HTTP 502, 23 bytes");
    }

    @Test
    @SuppressWarnings("NullAway") // Callers without a null checker may pass null.
    void nullIsRejectedByTheNameOfTheParameter() {
        TransportHeaders headers = TransportHeaders.none();
        TransportRequest request = TransportRequest.get(ENDPOINT, "", headers);
        byte[] body = new byte[0];

        assertRejectsNull("endpoint", () -> TransportRequest.get(null, "", headers));
        assertRejectsNull("query", () -> TransportRequest.get(ENDPOINT, null, headers));
        assertRejectsNull("headers", () -> TransportRequest.get(ENDPOINT, "", null));
        assertRejectsNull("body", () -> TransportRequest.post(ENDPOINT, null, headers));
        assertRejectsNull("timeout", () -> request.withLimits(null, 1));
        assertRejectsNull("added", () -> request.withHeaders(null));
        assertRejectsNull("fields", () -> TransportHeaders.of(null));
        assertRejectsNull("name", () -> headers.with(null, ""));
        assertRejectsNull("value", () -> headers.with("X", null));
        assertRejectsNull("name", () -> headers.first(null));
        assertRejectsNull("headers", () -> new TransportResponse(200, null, body));
        assertRejectsNull("body", () -> new TransportResponse(200, headers, null));
        assertRejectsNull("request", () -> TransportResponse.decode(null, 200, headers, body));
        assertRejectsNull("headers", () -> TransportResponse.decode(request, 200, null, body));
        assertRejectsNull("body", () -> TransportResponse.decode(request, 200, headers, null));
        assertRejectsNull("body", () -> TransportResponse.read(request, 200, headers, null));
        assertRejectsNull("request", () -> TransportFailure.of(null, Kind.CLOSED));
        assertRejectsNull("kind", () -> TransportFailure.of(request, (Kind) null));
        assertRejectsNull("thrown", () -> TransportFailure.of(request, (Throwable) null));
        assertRejectsNull("message", () -> new TransportFailure(Kind.CLOSED, null, Option.none()));
        assertRejectsNull("cause", () -> new TransportFailure(Kind.CLOSED, "", null));
    }

    private static void assertRejectsNull(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(parameter);
    }
}
