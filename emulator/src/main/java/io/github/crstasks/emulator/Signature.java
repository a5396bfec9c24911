package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a call is signed (protocol notes, "Signature"). */
final class Signature {
    static final String PARAMETER = "Signature";

    private Signature() {}

    /** The text under the signature: decoded values, sorted by name in code-unit order, the signature left out. */
    static String signedText(HttpCall call, Map<String, String> parameters) {
        Map<String, String> sorted = new TreeMap<>(parameters);
        sorted.remove(PARAMETER);
        return sorted.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&", call.method() + call.host() + call.path() + "?", ""));
    }

    /** The signature of a text by {@code HmacSHA1} or {@code HmacSHA256}, in Base64. */
    static String of(String text, String secretKey, String method) {
        try {
            Mac mac = Mac.getInstance(method);
            mac.init(new SecretKeySpec(secretKey.getBytes(UTF_8), method));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + method, e);
        }
    }
}
