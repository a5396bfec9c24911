package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoleEmulatorTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");
    private static final String METADATA = "/latest/meta-data/cam/security-credentials/";
    private static final Map<String, String> HEADERS = Map.of(
            "Authorization", "SKIP",
            "Content-Type", "application/json; charset=utf-8",
            "X-TC-Action", "AssumeRoleWithWebIdentity",
            "X-TC-Version", "2018-08-13",
            "X-TC-Timestamp", "1",
            "X-TC-Region", "ap-guangzhou");

    private static RoleEmulator emulator() {
        return RoleEmulator.builder()
                .roleName("reader")
                .webIdentityToken("pod-token")
                .clock(() -> NOW)
                .issue("id", "key", "token", Duration.ofMinutes(30))
                .start();
    }

    private record Reply(int status, String body) {}

    private static Reply get(RoleEmulator emulator, String path) throws IOException {
        return exchange(connection(emulator, path));
    }

    private static JsonObject post(RoleEmulator emulator, Map<String, String> headers, String body) throws IOException {
        HttpURLConnection connection = connection(emulator, "/");
        headers.forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(UTF_8));
        return JsonParser.parseString(exchange(connection).body())
                .getAsJsonObject()
                .getAsJsonObject("Response");
    }

    private static HttpURLConnection connection(RoleEmulator emulator, String path) throws IOException {
        return (HttpURLConnection) emulator.endpoint().resolve(path).toURL().openConnection();
    }

    private static Reply exchange(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Reply(status, new String(body.readAllBytes(), UTF_8));
        }
    }

    private static String input(String token) {
        return "{\"ProviderId\":\"p\",\"WebIdentityToken\":\"" + token
                + "\",\"RoleArn\":\"r\",\"RoleSessionName\":\"s\",\"DurationSeconds\":7200}";
    }

    @Test
    void metadataServiceNamesTheRoleAndIssuesItsCredentials() throws IOException {
        try (RoleEmulator emulator = emulator()) {
            assertThat(get(emulator, METADATA).body()).isEqualToIgnoringNewLines("reader");
            JsonObject reply = JsonParser.parseString(
                            get(emulator, METADATA + "reader").body())
                    .getAsJsonObject();
            assertThat(reply.get("Code").getAsString()).isEqualTo("Success");
            assertThat(reply.get("TmpSecretId").getAsString()).isEqualTo("id");
            assertThat(reply.get("ExpiredTime").getAsLong())
                    .isEqualTo(NOW.plusSeconds(1800).getEpochSecond());
            assertThat(get(emulator, METADATA + "other").status()).isEqualTo(404);
            assertThat(emulator.requests()).hasSize(3).contains("GET " + METADATA + "reader");
        }
    }

    @Test
    void stsIssuesCredentialsForTheTokenOfThePod() throws IOException {
        try (RoleEmulator emulator = emulator()) {
            JsonObject reply = post(emulator, HEADERS, input("pod-token"));
            assertThat(reply.getAsJsonObject("Credentials").get("Token").getAsString())
                    .isEqualTo("token");
            assertThat(reply.has("RequestId")).isTrue();

            assertThat(code(post(emulator, HEADERS, input("other"))))
                    .isEqualTo("InvalidParameter.WebIdentityTokenError");
            assertThat(code(post(emulator, HEADERS, "{\"Region\":\"x\"}"))).isEqualTo("UnknownParameter");
            assertThat(code(post(emulator, HEADERS, "{}"))).isEqualTo("MissingParameter");
            assertThat(code(post(emulator, HEADERS, "["))).isEqualTo("InvalidRequest");
            Map<String, String> signed = new TreeMap<>(HEADERS);
            signed.put("Authorization", "TC3-HMAC-SHA256 x");
            assertThat(code(post(emulator, signed, input("pod-token")))).isEqualTo("InvalidParameter");
        }
    }

    private static String code(JsonObject response) {
        return response.getAsJsonObject("Error").get("Code").getAsString();
    }

    @Test
    void answersCanBeReplacedDroppedAndRecovered() throws IOException {
        try (RoleEmulator emulator = emulator()) {
            emulator.answer(503, "busy");
            assertThat(get(emulator, METADATA).status()).isEqualTo(503);
            emulator.drop();
            assertThatThrownBy(() -> get(emulator, METADATA)).isInstanceOf(IOException.class);
            emulator.recover();
            emulator.issue("other", "key", "token", Duration.ofHours(1));
            assertThat(get(emulator, METADATA + "reader").body()).contains("other");
        }
    }
}
