package io.github.crstasks.testkit;

import java.util.List;
import java.util.Map.Entry;

/**
 * A request as it came in, bytes read as Latin-1.
 *
 * @param method the first word of the request line
 * @param target the second word of it, which has path and query
 * @param headers names and values in their order
 * @param body as many bytes as the headers declared
 * @param connection where it came in
 */
record Received(String method, String target, List<Entry<String, String>> headers, String body, Connection connection) {
    /** All values of a header. */
    List<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Entry::getValue)
                .toList();
    }
}
