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

/** A minimal client of API 3.0 with its own signer, which shares no code with the emulator. */
final class ApiV3TestClient {
    private final CrsEmulator emulator;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String body = "{}";
    private String secretKey;
    private Instant timestamp = Instant.now();
    private String scopeDate = "";
    private String scopeService = "redis";
    private String signedHeaders = "content-type;host";

    ApiV3TestClient(CrsEmulator emulator) {
        this.emulator = emulator;
        this.secretKey = emulator.secretKey();
        with("X-TC-Action", "DescribeTaskList");
        with("X-TC-Version", "2018-04-12");
        with("X-TC-Region", "ap-guangzhou");
        with("Content-Type", "application/json; charset=utf-8");
    }

    ApiV3TestClient with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    ApiV3TestClient without(String header) {
        headers.remove(header);
        return this;
    }

    /** Sets the body, in which single quotes stand for double quotes. Defaults to an empty object. */
    ApiV3TestClient withBody(String json) {
        body = json.replace('\'', '"');
        return this;
    }

    ApiV3TestClient withSecretKey(String key) {
        secretKey = key;
        return this;
    }

    /** Sets the time of the signature. Defaults to the system clock. */
    ApiV3TestClient signedAt(Instant time) {
        timestamp = time;
        return this;
    }

    /** Sets the date of the credential scope. Defaults to the date of the timestamp. */
    ApiV3TestClient withScopeDate(String date) {
        scopeDate = date;
        return this;
    }

    /** Sets the service of the credential scope. Defaults to {@code redis}. */
    ApiV3TestClient withScopeService(String service) {
        scopeService = service;
        return this;
    }

    /** Sets the names of the signed headers, separated by semicolons. */
    ApiV3TestClient withSignedHeaders(String names) {
        signedHeaders = names;
        return this;
    }

    ResponseObject send() {
        String seconds = String.valueOf(timestamp.getEpochSecond());
        String date = scopeDate.isEmpty() ? timestamp.toString().substring(0, 10) : scopeDate;
        Map<String, String> sent = new TreeMap<>(headers);
        sent.putIfAbsent("X-TC-Timestamp", seconds);
        sent.putIfAbsent(
                "Authorization",
                "TC3-HMAC-SHA256 Credential=" + emulator.secretId() + "/" + date
                        + "/" + scopeService + "/tc3_request, SignedHeaders=" + signedHeaders + ", Signature="
                        + signature(seconds, date));
        String url = emulator.endpointV3().toString();
        return new ResponseObject(
                ApiV2TestClient.exchange("POST", url, sent, body).json().getAsJsonObject("Response"));
    }

    private String signature(String seconds, String date) {
        StringBuilder signed = new StringBuilder();
        for (String name : List.of(signedHeaders.split(";", -1))) {
            String value = name.equals("host") ? emulator.endpointV3().getAuthority() : headers.get(name);
            signed.append(name)
                    .append(':')
                    .append(String.valueOf(value).toLowerCase(Locale.ROOT))
                    .append('\n');
        }
        return signature(
                signed.toString(), signedHeaders, body.getBytes(UTF_8), seconds, date, scopeService, secretKey);
    }

    static String signature(
            String headers,
            String signedHeaders,
            byte[] body,
            String seconds,
            String date,
            String service,
            String secretKey) {
        String request = "POST\n/\n\n" + headers + '\n' + signedHeaders + '\n' + hex(sha256(body));
        byte[] key = hmac(("TC3" + secretKey).getBytes(UTF_8), date);
        key = hmac(hmac(key, service), "tc3_request");
        return hex(hmac(
                key,
                "TC3-HMAC-SHA256\n" + seconds + "\n" + date + "/" + service + "/tc3_request\n"
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

    record ResponseObject(JsonObject response) {
        /** Returns the error code, or {@code none} if the request succeeded. */
        String error() {
            JsonObject error = response.getAsJsonObject("Error");
            return error == null ? "none" : error.get("Code").getAsString();
        }

        /** Returns the text that explains the error. */
        String message() {
            return response.getAsJsonObject("Error").get("Message").getAsString();
        }

        int total() {
            return response.get("TotalCount").getAsInt();
        }

        /** Returns the values of one field of all rows; {@code null} is returned as a text. */
        List<String> column(String field) {
            List<String> values = new ArrayList<>();
            for (JsonElement row : response.getAsJsonArray("Tasks")) {
                JsonElement value = row.getAsJsonObject().get(field);
                values.add(value.isJsonNull() ? "null" : value.getAsString());
            }
            return values;
        }
    }
}
