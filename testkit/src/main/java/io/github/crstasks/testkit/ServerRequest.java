package io.github.crstasks.testkit;

import java.util.List;
import java.util.Map.Entry;

/**
 * A request as {@link ScriptedServer} received it; bytes are Latin-1 characters.
 *
 * @param method the first word of the request line
 * @param target the second word of the request line, which contains path and query
 * @param headers names and values in the order of their arrival
 * @param body as many bytes as {@code Content-Length} declares
 */
public record ServerRequest(String method, String target, List<Entry<String, String>> headers, String body) {
    /**
     * Returns all values of a header.
     *
     * @param name the name in any case
     * @return the values in the order of their arrival
     */
    public List<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Entry::getValue)
                .toList();
    }
}
