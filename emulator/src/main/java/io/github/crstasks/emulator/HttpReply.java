package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param sent how many bytes of the body really go out before the connection is closed; all of them in a sound answer
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
record HttpReply(int status, Map<String, String> headers, byte[] body, int sent) {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json; charset=utf-8");
    private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain; charset=utf-8");

    static HttpReply json(String body) {
        return whole(200, JSON, body);
    }

    static HttpReply text(int status, String body) {
        return whole(status, TEXT, body + "\n");
    }

    private static HttpReply whole(int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return new HttpReply(status, headers, bytes, bytes.length);
    }

    HttpReply cutAfter(int bytes) {
        return new HttpReply(status, headers, body, Math.min(bytes, sent));
    }

    String text() {
        return new String(body, UTF_8);
    }
}
