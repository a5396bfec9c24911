package io.github.crstasks.transport;

import io.github.crstasks.internal.format.Excerpt;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * HTTP headers. Names are case-insensitive; the values of a name keep their order.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class TransportHeaders {
    private static final TransportHeaders NONE = new TransportHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    private static final char DELETE = 0x7f;

    private final SortedMap<String, List<String>> fields;

    private TransportHeaders(SortedMap<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Returns headers without an entry.
     *
     * @return the empty headers
     */
    public static TransportHeaders none() {
        return NONE;
    }

    /**
     * Creates headers from a map, the form in which most HTTP libraries return them.
     *
     * @param fields values by name; names that differ only in case are merged
     * @return the headers
     * @throws IllegalArgumentException if a name is empty, or a name or value contains a control character
     */
    public static TransportHeaders of(Map<String, ? extends List<String>> fields) {
        Objects.requireNonNull(fields, "fields");
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach(
                (name, values) -> Objects.requireNonNull(values, "values").forEach(value -> add(copy, name, value)));
        return new TransportHeaders(copy);
    }

    /**
     * Returns a copy with one more value.
     *
     * @param name the header name
     * @param value the value, which is added after the existing values of the name
     * @return the copy
     * @throws IllegalArgumentException if the name is empty, or the name or value contains a control character
     */
    public TransportHeaders with(String name, String value) {
        TreeMap<String, List<String>> copy = new TreeMap<>(fields);
        add(copy, name, value);
        return new TransportHeaders(copy);
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (name.isEmpty() || hasControlCharacter(name) || hasControlCharacter(value)) {
            // The value may be a credential, so it is not shown.
            throw new IllegalArgumentException("header must have a name, and name and value must not contain control"
                    + " characters, but was '" + Excerpt.of(name) + "' (value not shown)");
        }
        List<String> values = new ArrayList<>(fields.getOrDefault(name, List.of()));
        values.add(value);
        fields.put(name, List.copyOf(values));
    }

    /**
     * Returns whether a text contains a control character. Allows 0x80 to 0x9f, which occur where a server's UTF-8 is read
     * as ISO-8859-1.
     */
    private static boolean hasControlCharacter(String text) {
        return text.chars().anyMatch(c -> c != '\t' && (c < ' ' || c == DELETE));
    }

    /**
     * Returns the first value of a name.
     *
     * @param name the header name, in any case
     * @return the value; empty if there is no such header
     */
    public Option<String> first(String name) {
        Objects.requireNonNull(name, "name");
        return Option.of(fields.get(name)).map(values -> values.get(0));
    }

    /**
     * Returns all values by name. Each name has the case in which it was first added.
     *
     * @return an unmodifiable map with case-insensitive keys
     */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportHeaders headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.keySet().stream()
                .mapToInt(name -> name.toLowerCase(Locale.ROOT).hashCode())
                .sum();
    }

    /** Returns the names only: a value may be a credential. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
