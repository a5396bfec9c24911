package io.github.crstasks.emulator;

import java.util.Optional;

/**
 * An HTTP request as it was received: nothing is decoded yet.
 *
 * @param host the Host header, with its port
 * @param query what follows the question mark
 * @param contentType the media type without its parameters, in lower case
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and never compared.
record HttpCall(
        String method, String path, String host, Optional<String> query, Optional<String> contentType, byte[] body) {}
