package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.qcloud.Common.Sign;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.signing.HmacSigner;
import io.github.crstasks.protocol.ApiV2.SignatureMethod;
import io.github.crstasks.transport.HttpMethod;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Signatures equal those of the official SDK of API 2.0. */
class SignatureProperties {
    private static final String SECRET_ID = "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA";

    @Provide
    Arbitrary<Map<String, String>> parameters() {
        // The official SDK replaces underscores in names by dots, and omits values that begin with @ from a POST.
        Arbitrary<String> names = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('.')
                .ofMinLength(1)
                .ofMaxLength(12);
        return Arbitraries.maps(names, values()).ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                        Arbitraries.of("测试API专用", "a b", "a&limit=1", "a=b", "a+b", "a%20b", "🚀", "", "~-._*'()"),
                        Arbitraries.strings())
                .filter(value -> !value.startsWith("@"));
    }

    @Provide
    Arbitrary<String> keys() {
        // Credentials refuse other characters, and quotes around a text.
        return Arbitraries.strings()
                .withCharRange('#', '&')
                .withCharRange('(', '~')
                .ofMinLength(1)
                .ofMaxLength(80);
    }

    @Property
    void signatureEqualsThatOfTheOfficialSdk(
            @ForAll("parameters") Map<String, String> parameters,
            @ForAll("keys") String secretKey,
            @ForAll HttpMethod httpMethod,
            @ForAll SignatureMethod method,
            @ForAll @IntRange(min = 1) int nonce,
            @ForAll @IntRange(min = 0) int timestamp)
            throws GeneralSecurityException, UnsupportedEncodingException {
        String form = HmacSigner.of(method.wireName(), () -> Instant.ofEpochSecond(timestamp), () -> nonce)
                .sign(
                        httpMethod,
                        URI.create("https://redis.api.qcloud.com/v2/index.php"),
                        parameters,
                        Credentials.of(SECRET_ID, secretKey));

        TreeMap<String, Object> expected = new TreeMap<>(parameters);
        expected.putAll(Map.of(
                "Timestamp", timestamp, "Nonce", nonce, "SecretId", SECRET_ID, "SignatureMethod", method.wireName()));
        String plainText = Sign.makeSignPlainText(expected, httpMethod.name(), "redis.api.qcloud.com", "/v2/index.php");
        expected.put("Signature", Sign.sign(plainText, secretKey, method.wireName()));
        assertThat(form.split("&", -1))
                .containsExactlyInAnyOrder(expected.entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .toArray(String[]::new));
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text.toString(), StandardCharsets.UTF_8);
    }
}
