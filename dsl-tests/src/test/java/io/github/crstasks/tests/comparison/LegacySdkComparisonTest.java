package io.github.crstasks.tests.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.Common.Request;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.signing.HmacSigner;
import io.github.crstasks.transport.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The official SDK of API 2.0 and this client write the same request. {@code docs/comparison.md} lists what they do. */
class LegacySdkComparisonTest {
    private static final Map<String, String> PARAMETERS =
            Map.of("Action", "GetRedisTaskList", "Region", "gz", "redisName", "a&limit=1");

    private final TreeMap<String, Object> parameters = new TreeMap<>(PARAMETERS);

    private String urlOfSdk() {
        return Request.generateUrl(parameters, "id", "key", "GET", "redis.api.qcloud.com", "/v2/index.php");
    }

    private static String formOfThisClient() {
        return HmacSigner.of("HmacSHA256", () -> Instant.EPOCH, () -> 1)
                .sign(
                        HttpMethod.GET,
                        URI.create("https://redis.api.qcloud.com/v2/index.php"),
                        PARAMETERS,
                        Credentials.of("id", "key"));
    }

    @Test
    void valueBecomesAParameterOfTheSdkOnly() {
        assertThat(names(urlOfSdk().replaceAll(".*\\?", ""))).contains("limit");
        assertThat(names(formOfThisClient())).doesNotContain("limit");
    }

    private static List<String> names(String form) {
        return List.of(form.split("&", -1)).stream()
                .map(parameter -> parameter.replaceAll("=.*", ""))
                .toList();
    }

    @Test
    void sdkChangesTheParametersOfItsCaller() {
        urlOfSdk();

        assertThat(parameters).containsKeys("Signature", "SecretId").isNotEqualTo(PARAMETERS);
    }
}
