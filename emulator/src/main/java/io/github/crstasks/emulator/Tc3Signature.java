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

/** How a call of API 3.0 is signed (its notes, "TC3-HMAC-SHA256"). */
final class Tc3Signature {
    private static final HexFormat HEX = HexFormat.of();

    private Tc3Signature() {}

    static String of(
            HttpCall call,
            List<String> signedHeaders,
            String timestamp,
            String date,
            String service,
            String secretKey) {
        String headers = signedHeaders.stream()
                .sorted()
                .map(name -> name + ":" + call.header(name).orElse("").strip().toLowerCase(Locale.ROOT) + "\n")
                .collect(Collectors.joining());
        String names = signedHeaders.stream().sorted().collect(Collectors.joining(";"));
        String request = call.method() + "\n/\n\n" + headers + "\n" + names + "\n" + sha256(call.body());
        String scope = date + "/" + service + "/tc3_request";
        String text = "TC3-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + sha256(request.getBytes(UTF_8));
        byte[] key = ("TC3" + secretKey).getBytes(UTF_8);
        for (String part : List.of(date, service, "tc3_request")) {
            key = hmac(key, part);
        }
        return HEX.formatHex(hmac(key, text));
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
