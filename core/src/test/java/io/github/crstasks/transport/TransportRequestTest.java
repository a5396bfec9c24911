package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportRequestTest {
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
    void invalidEndpointIsRejectedWithoutShowingSecrets(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportRequest.get(URI.create(endpoint), "", TransportHeaders.none()))
                .withMessageContaining("endpoint")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Connection", "ACCEPT-ENCODING", "Upgrade"})
    void headerThatTheTransportSetsIsRejected(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransportRequest.post(
                        ENDPOINT, new byte[0], TransportHeaders.none().with(name, "x")))
                .withMessageContaining(name);
    }

    @Test
    void encodedBodyMayBeSlightlyLargerThanTheDecodedBody() {
        TransportRequest request = TransportRequest.get(ENDPOINT, "", TransportHeaders.none());
        assertThat(request.withLimits(Duration.ofSeconds(1), 64_000).maxEncodedBytes())
                .isEqualTo(64_000 + 1_000 + 1_024);
        assertThat(request.withLimits(Duration.ofSeconds(1), Integer.MAX_VALUE).maxEncodedBytes())
                .isPositive();
    }

    @Test
    void requestShowsOnlyMethodAndEndpoint() {
        assertThat(TransportRequest.get(ENDPOINT, "Signature=secret", TransportHeaders.none()))
                .hasToString("GET https://redis.api.qcloud.com/v2/index.php");
    }
}
