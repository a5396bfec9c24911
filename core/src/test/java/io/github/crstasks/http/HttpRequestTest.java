package io.github.crstasks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRequestTest {
    private static final URI ENDPOINT = URI.create("https://redis.api.qcloud.com/v2/index.php");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/",
                "host/path",
                "https:///path",
                "https://user:secret@host/",
                "https://host/?secret=1",
                "https://host/#secret"
            })
    void refusesAnEndpointThatIsMoreOrLessThanOneAndDoesNotShowIt(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpRequest.get(URI.create(endpoint), "", HttpHeaders.none()))
                .withMessageContaining("endpoint")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Connection", "ACCEPT-ENCODING", "Upgrade"})
    void refusesAHeaderThatTheTransportSends(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpRequest.post(
                        ENDPOINT, new byte[0], HttpHeaders.none().with(name, "x")))
                .withMessageContaining(name);
    }

    @Test
    void readsALittleMoreThanTheLimitBeforeDecoding() {
        HttpRequest request = HttpRequest.get(ENDPOINT, "", HttpHeaders.none());
        assertThat(request.within(Duration.ofSeconds(1), 64_000).rawBodyLimit()).isEqualTo(64_000 + 1_000 + 1_024);
        assertThat(request.within(Duration.ofSeconds(1), Integer.MAX_VALUE).rawBodyLimit())
                .isPositive();
    }

    @Test
    void showsNeitherQueryNorBody() {
        assertThat(HttpRequest.get(ENDPOINT, "Signature=secret", HttpHeaders.none()))
                .hasToString("GET https://redis.api.qcloud.com/v2/index.php");
    }
}
