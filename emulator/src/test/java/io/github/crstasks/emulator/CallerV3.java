package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A small client of API 3.0 with a signer of its own, which shares no code with the emulator. */
final class CallerV3 {
    private final CrsEmulator emulator;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String body = "{}";
    private String secretKey;
    private Instant time = Instant.now();
    private String date = "";
    private String service = "redis";
    private String signedHeaders = "content-type;host";

    CallerV3(CrsEmulator emulator) {
        this.emulator = emulator;
        this.secretKey = emulator.secretKey();
        with("X-TC-Action", "DescribeTaskList");
        with("X-TC-Version", "2018-04-12");
        with("X-TC-Region", "ap-guangzhou");
        with("Content-Type", "application/json; charset=utf-8");
    }

    CallerV3 with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    CallerV3 without(String header) {
        headers.remove(header);
        return this;
    }

    CallerV3 asking(String json) {
        body = json.replace('\'', '"');
        return this;
    }

    CallerV3 keyedWith(String key) {
        secretKey = key;
        return this;
    }

    CallerV3 at(Instant moment) {
        time = moment;
        return this;
    }

    CallerV3 dated(String day) {
        date = day;
        return this;
    }

    CallerV3 naming(String product) {
        service = product;
        return this;
    }

    CallerV3 signing(String names) {
        signedHeaders = names;
        return this;
    }

    Answer call() {
        String seconds = String.valueOf(time.getEpochSecond());
        String day = date.isEmpty() ? time.toString().substring(0, 10) : date;
        Map<String, String> sent = new TreeMap<>(headers);
        sent.putIfAbsent("X-TC-Timestamp", seconds);
        sent.putIfAbsent(
                "Authorization",
                "TC3-HMAC-SHA256 Credential=" + emulator.secretId() + "/" + day
                        + "/" + service + "/tc3_request, SignedHeaders=" + signedHeaders + ", Signature="
                        + signature(seconds, day));
        String url = emulator.endpointV3().toString();
        return new Answer(Caller.exchange("POST", url, sent, body).json().getAsJsonObject("Response"));
    }

    private String signature(String seconds, String day) {
        StringBuilder signed = new StringBuilder();
        for (String name : List.of(signedHeaders.split(";", -1))) {
            String value = name.equals("host") ? emulator.endpointV3().getAuthority() : headers.get(name);
            signed.append(name)
                    .append(':')
                    .append(String.valueOf(value).toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return signature(signed.toString(), signedHeaders, body.getBytes(UTF_8), seconds, day, service, secretKey);
    }

    static String signature(
            String headers,
            String signedHeaders,
            byte[] body,
            String seconds,
            String day,
            String service,
            String secretKey) {
        String request = "POST\n/\n\n" + headers + '\n' + signedHeaders + '\n' + hex(sha256(body));
        byte[] key = hmac(("TC3" + secretKey).getBytes(UTF_8), day);
        key = hmac(hmac(key, service), "tc3_request");
        return hex(hmac(
                key,
                "TC3-HMAC-SHA256\n" + seconds + "\n" + day + "/" + service + "/tc3_request\n"
                        + hex(sha256(request.getBytes(UTF_8)))));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String hex(byte[] bytes) {
        return String.format("%064x", new BigInteger(1, bytes));
    }

    record Answer(JsonObject response) {
        String error() {
            JsonObject error = response.getAsJsonObject("Error");
            return error == null ? "none" : error.get("Code").getAsString();
        }

        int total() {
            return response.get("TotalCount").getAsInt();
        }

        List<String> column(String name) {
            List<String> values = new ArrayList<>();
            for (JsonElement row : response.getAsJsonArray("Tasks")) {
                JsonElement value = row.getAsJsonObject().get(name);
                values.add(value.isJsonNull() ? "null" : value.getAsString());
            }
            return values;
        }
    }
}
