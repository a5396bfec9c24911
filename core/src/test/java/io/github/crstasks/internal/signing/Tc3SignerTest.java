package io.github.crstasks.internal.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.transport.TransportHeaders;
import io.vavr.control.Option;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Tc3SignerTest {
    private static final String JSON = "application/json; charset=utf-8";
    private static final Credentials CREDENTIALS =
            Credentials.of("AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    private static final String PUBLISHED_BODY =
            "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}";
    private static final String PUBLISHED =
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA/2019-02-25/"
                    + "cvm/tc3_request, SignedHeaders=content-type;host, "
                    + "Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";

    private static TransportHeaders sign(String endpoint, Credentials credentials) {
        return Tc3Signer.of("cvm", () -> Instant.ofEpochSecond(1551113065))
                .sign(URI.create(endpoint), JSON, PUBLISHED_BODY.getBytes(StandardCharsets.UTF_8), credentials);
    }

    private static Option<String> authorization(String endpoint) {
        return sign(endpoint, CREDENTIALS).first("Authorization");
    }

    @Test
    void publishedVectorIsSigned() {
        TransportHeaders headers = sign("https://cvm.tencentcloudapi.com/", CREDENTIALS);

        assertThat(headers.first("Authorization")).contains(PUBLISHED);
        assertThat(headers.first("X-TC-Timestamp")).contains("1551113065");
        assertThat(headers.first("Content-Type")).contains(JSON);
        assertThat(headers.first("X-TC-Token")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://cvm.tencentcloudapi.com:443/, true",
        "http://cvm.tencentcloudapi.com:80/, true",
        "https://CVM.tencentcloudapi.com/, true",
        "https://cvm.tencentcloudapi.com:80/, false",
        "https://cvm.tencentcloudapi.com:8443/, false",
        "https://redis.tencentcloudapi.com/, false",
    })
    void hostIsSignedWithItsPortUnlessThatIsTheDefaultOfTheScheme(String endpoint, boolean expected) {
        assertThat(authorization(endpoint).contains(PUBLISHED)).isEqualTo(expected);
    }

    @Test
    void tokenOfTemporaryCredentialsIsSentUnsigned() {
        Credentials temporary = Credentials.temporary(CREDENTIALS.secretId(), CREDENTIALS.secretKey(), "the-token");
        TransportHeaders headers = sign("https://cvm.tencentcloudapi.com/", temporary);

        assertThat(headers.first("X-TC-Token")).contains("the-token");
        assertThat(headers.first("Authorization")).contains(PUBLISHED);
    }

    @Test
    void scopeNamesTheDayInUtcOfEachSignature() {
        AtomicLong second = new AtomicLong(Instant.parse("2019-02-25T23:59:59Z").getEpochSecond());
        Tc3Signer signer = Tc3Signer.of("redis", () -> Instant.ofEpochSecond(second.getAndIncrement()));
        URI endpoint = URI.create("https://redis.tencentcloudapi.com/");

        String last = signer.sign(endpoint, JSON, new byte[0], CREDENTIALS)
                .first("Authorization")
                .get();
        String first = signer.sign(endpoint, JSON, new byte[0], CREDENTIALS)
                .first("Authorization")
                .get();

        assertThat(last).contains("/2019-02-25/redis/");
        assertThat(first).contains("/2019-02-26/redis/");
    }
}
