package io.github.crstasks.emulator;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as received, before its parameters are decoded.
 *
 * @param headers the first value of each header; names are case-insensitive
 * @param query the part of the URL after the question mark, still percent-encoded
 */
@SuppressWarnings("ArrayRecordComponent") // The body is read once, and requests are never compared.
record RawRequest(String method, String path, Map<String, String> headers, Optional<String> query, byte[] body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Returns the Host header, including the port, or an empty string. */
    String host() {
        return header("Host").orElse("");
    }

    /** Returns the media type in lower case, without its parameters. */
    Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }
}
