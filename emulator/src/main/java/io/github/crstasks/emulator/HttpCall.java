package io.github.crstasks.emulator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it was received: nothing is decoded yet.
 *
 * @param headers the first value of each header; names compare without regard to case
 * @param query what follows the question mark
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
record HttpCall(String method, String path, Map<String, String> headers, Optional<String> query, byte[] body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The Host header, with its port. */
    String host() {
        return header("Host").orElse("");
    }

    /** The media type without its parameters, in lower case. */
    Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
