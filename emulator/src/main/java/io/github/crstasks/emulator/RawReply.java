package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * An HTTP reply.
 *
 * @param bytesToSend how many bytes of the body are sent before the connection is closed; the length of the body unless
 *     the reply is truncated
 */
@SuppressWarnings("ArrayRecordComponent") // The body is written once, and replies are never compared.
record RawReply(int status, Map<String, String> headers, byte[] body, int bytesToSend) {
    static final Map<String, String> JSON_HEADERS = Map.of("Content-Type", "application/json; charset=utf-8");
    private static final Map<String, String> TEXT_HEADERS = Map.of("Content-Type", "text/plain; charset=utf-8");

    static RawReply json(String body) {
        return complete(200, JSON_HEADERS, body);
    }

    static RawReply text(int status, String body) {
        return complete(status, TEXT_HEADERS, body + "\n");
    }

    private static RawReply complete(int status, Map<String, String> headers, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return new RawReply(status, headers, bytes, bytes.length);
    }

    RawReply truncatedTo(int bytes) {
        return new RawReply(status, headers, body, Math.min(bytes, bytesToSend));
    }

    String bodyText() {
        return new String(body, UTF_8);
    }
}
