package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes signatures of API 3.0 (docs/api/describe-task-list.md, section 7). */
final class Tc3Signature {
    private static final HexFormat HEX = HexFormat.of();

    private Tc3Signature() {}

    /**
     * Returns the text to sign.
     *
     * @param canonicalRequest the request in its canonical form
     * @param timestamp the time of the signature in epoch seconds
     * @param date the UTC date of the credential scope, such as {@code 2019-02-25}
     * @param service the service of the credential scope, such as {@code redis}
     */
    static String stringToSign(String canonicalRequest, String timestamp, String date, String service) {
        return "TC3-HMAC-SHA256\n" + timestamp + "\n" + date + "/" + service + "/tc3_request\n"
                + sha256(canonicalRequest.getBytes(UTF_8));
    }

    /**
     * Returns the signature of a text in hexadecimal digits.
     *
     * @param date the UTC date of the credential scope
     * @param service the service of the credential scope
     */
    static String compute(String stringToSign, String date, String service, String secretKey) {
        byte[] key = ("TC3" + secretKey).getBytes(UTF_8);
        for (String part : List.of(date, service, "tc3_request")) {
            key = hmac(key, part);
        }
        return HEX.formatHex(hmac(key, stringToSign));
    }

    /**
     * Returns a request in its canonical form.
     *
     * @param signedHeaders the names of the signed headers, in lower case
     */
    static String canonicalRequest(RawRequest request, List<String> signedHeaders) {
        List<String> names = signedHeaders.stream().sorted().toList();
        String headers = names.stream()
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().toLowerCase(Locale.ROOT) + "\n")
                .collect(Collectors.joining());
        return request.method() + "\n/\n\n" + headers + "\n" + String.join(";", names) + "\n" + sha256(request.body());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
