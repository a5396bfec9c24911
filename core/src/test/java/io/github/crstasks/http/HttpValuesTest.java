package io.github.crstasks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vavr.control.Option;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpValuesTest {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");

    @Test
    void header_names_compare_without_regard_to_case_and_values_keep_their_order() {
        HttpHeaders headers = HttpHeaders.none().with("X-Part", "1").with("x-part", "2");

        assertThat(headers.first("X-PART")).isEqualTo(Option.some("1"));
        assertThat(headers.asMap()).containsExactly(Map.entry("X-Part", List.of("1", "2")));
        assertThat(headers)
                .isEqualTo(HttpHeaders.of(Map.of("x-PART", List.of("1", "2"))))
                .hasSameHashCodeAs(HttpHeaders.of(Map.of("x-PART", List.of("1", "2"))));
        assertThat(HttpHeaders.none().first("X-Part")).isEqualTo(Option.none());
    }

    @Test
    void headers_that_differ_in_a_value_are_not_equal_and_show_their_names_alone() {
        HttpHeaders headers = HttpHeaders.none().with("X-Token", "secret");

        assertThat(headers).isNotEqualTo(HttpHeaders.none().with("X-Token", "other"));
        assertThat(headers.hashCode())
                .isNotEqualTo(HttpHeaders.none().hashCode())
                .isNotEqualTo(headers.with("X-Part", "1").hashCode());
        assertThat(headers).hasToString("[X-Token]");
    }

    @Test
    void a_header_that_would_split_the_request_is_refused_without_showing_its_value() {
        assertThatThrownBy(() -> HttpHeaders.none().with("X-Token", "secret\r\nHost: elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X-Token")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> HttpHeaders.none().with("X\n", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HttpHeaders.none().with("", "1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_query_goes_into_the_uri_as_it_is_and_never_into_text() {
        HttpRequest request = HttpRequest.get(ENDPOINT, "a=%20%2B+&Signature=secret", HttpHeaders.none());

        assertThat(request.uri().getRawQuery()).isEqualTo("a=%20%2B+&Signature=secret");
        assertThat(request).hasToString("GET https://redis.api.qcloud.com/v2/index.php");
    }

    @Test
    void a_body_cannot_be_changed_from_outside() {
        byte[] bytes = "a=1".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.post(ENDPOINT, bytes, HttpHeaders.none());

        bytes[0] = 'b';
        request.body().get();

        assertThat(StandardCharsets.UTF_8.decode(request.body()).toString()).isEqualTo("a=1");
        assertThat(request.body().isReadOnly()).isTrue();
    }

    @Test
    void limits_must_be_positive() {
        HttpRequest request = HttpRequest.get(ENDPOINT, "", HttpHeaders.none());

        assertThat(request.within(Duration.ofMillis(1), 1).bodyLimit()).isEqualTo(1);
        assertThatThrownBy(() -> request.within(Duration.ZERO, 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> request.within(Duration.ofMillis(-1), 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> request.within(Duration.ofMillis(1), 0)).hasMessageContaining("bodyLimit");
    }

    @Test
    void a_response_shows_status_and_size_alone() {
        HttpResponse response =
                new HttpResponse(502, HttpHeaders.none(), "<a href='?Signature=1'>".getBytes(StandardCharsets.UTF_8));

        assertThat(response).hasToString("HTTP 502, 23 bytes");
    }
}
