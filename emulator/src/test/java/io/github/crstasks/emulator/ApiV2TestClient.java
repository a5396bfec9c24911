package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A minimal client of API 2.0 with its own signer, which shares no code with the emulator. */
final class ApiV2TestClient {
    private static final AtomicLong NONCES = new AtomicLong();
    private static final Map<String, String> FORM_HEADERS =
            Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    private final CrsEmulator emulator;
    private final Map<String, String> parameters = new TreeMap<>();
    private String method = "GET";
    private String secretKey;

    /** Creates a client whose request lists the first 100 tasks. */
    ApiV2TestClient(CrsEmulator emulator) {
        this.emulator = emulator;
        this.secretKey = emulator.secretKey();
        with("Action", "GetRedisTaskList");
        with("Region", "gz");
        with("Timestamp", String.valueOf(Instant.now().getEpochSecond()));
        with("Nonce", String.valueOf(NONCES.incrementAndGet()));
        with("SecretId", emulator.secretId());
        with("SignatureMethod", "HmacSHA256");
        with("limit", "100");
        with("offset", "0");
    }

    ApiV2TestClient with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    ApiV2TestClient without(String parameter) {
        parameters.remove(parameter);
        return this;
    }

    ApiV2TestClient usingPost() {
        method = "POST";
        return this;
    }

    ApiV2TestClient withSecretKey(String key) {
        secretKey = key;
        return this;
    }

    /** Returns the parameters and their signature as a URL-encoded form. */
    String signedForm() {
        URI endpoint = emulator.endpoint();
        String text = method + endpoint.getAuthority() + endpoint.getPath() + "?"
                + parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .collect(Collectors.joining("&"));
        Map<String, String> signed = new TreeMap<>(parameters);
        signed.put("Signature", hmac(text, secretKey, parameters.getOrDefault("SignatureMethod", "HmacSHA1")));
        return signed.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    HttpReply send() {
        return method.equals("POST") ? sendPost(emulator, signedForm()) : sendGet(emulator, signedForm());
    }

    List<String> startTimes() {
        return send().column("startTime");
    }

    static HttpReply sendGet(CrsEmulator emulator, String form) {
        return exchange("GET", emulator.endpoint() + "?" + form, "");
    }

    static HttpReply sendPost(CrsEmulator emulator, String form) {
        return exchange("POST", emulator.endpoint().toString(), form);
    }

    static HttpReply exchange(String method, String url, String body) {
        return exchange(method, url, FORM_HEADERS, body);
    }

    static HttpReply exchange(String method, String url, Map<String, String> headers, String body) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                headers.forEach(connection::setRequestProperty);
                connection.getOutputStream().write(body.getBytes(UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new HttpReply(status, in == null ? "" : new String(in.readAllBytes(), UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String hmac(String text, String key, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    record HttpReply(int status, String body) {
        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        int code() {
            return json().get("code").getAsInt();
        }

        int total() {
            return json().get("totalCount").getAsInt();
        }

        /** Returns the values of one field of all rows. */
        List<String> column(String field) {
            List<String> values = new ArrayList<>();
            for (JsonElement row : json().getAsJsonObject("data").getAsJsonArray("redisTaskSet")) {
                values.add(row.getAsJsonObject().get(field).getAsString());
            }
            return values;
        }
    }
}
