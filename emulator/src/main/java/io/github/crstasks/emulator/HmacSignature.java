package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes signatures of API 2.0 (docs/api/get-redis-task-list.md, section 3). */
final class HmacSignature {
    static final String PARAMETER = "Signature";

    private HmacSignature() {}

    /**
     * Returns the text to sign. It contains the decoded parameters, sorted by name in code-unit order, without the
     * signature itself.
     */
    static String stringToSign(RawRequest request, Map<String, String> parameters) {
        Map<String, String> sorted = new TreeMap<>(parameters);
        sorted.remove(PARAMETER);
        return sorted.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", request.method() + request.host() + request.path() + "?", ""));
    }

    /**
     * Returns the signature of a text in Base64.
     *
     * @param algorithm {@code HmacSHA1} or {@code HmacSHA256}
     */
    static String compute(String text, String secretKey, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
