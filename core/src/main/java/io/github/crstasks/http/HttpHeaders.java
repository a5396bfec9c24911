package io.github.crstasks.http;

import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Header fields: names compare without regard to case, values of one name keep their order.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class HttpHeaders {
    private static final HttpHeaders NONE = new HttpHeaders(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

    /** Not the controls from 0x80 on: what a server writes as UTF-8 arrives as Latin-1 that holds them. */
    private static final char DELETE = 0x7f;

    private final SortedMap<String, List<String>> fields;

    private HttpHeaders(SortedMap<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * No headers.
     *
     * @return the empty headers
     */
    public static HttpHeaders none() {
        return NONE;
    }

    /**
     * Headers with the entries of a map, as HTTP libraries tend to hand them out.
     *
     * @param fields values by name; names that differ in case alone become one
     * @return the headers
     * @throws IllegalArgumentException if a name is empty, or a name or a value holds a control character
     */
    public static HttpHeaders of(Map<String, ? extends List<String>> fields) {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.forEach((name, values) -> values.forEach(value -> add(copy, name, value)));
        return new HttpHeaders(copy);
    }

    /**
     * These headers and one more.
     *
     * @param name its name
     * @param value its value, which comes after those that the name already has
     * @return the new headers
     * @throws IllegalArgumentException if the name is empty, or the name or the value holds a control character
     */
    public HttpHeaders with(String name, String value) {
        TreeMap<String, List<String>> copy = new TreeMap<>(fields);
        add(copy, name, value);
        return new HttpHeaders(copy);
    }

    private static void add(Map<String, List<String>> fields, String name, String value) {
        if (name.isEmpty() || holdsControl(name) || holdsControl(value)) {
            // The value may be a credential, so it is not shown.
            throw new IllegalArgumentException(
                    "header must have a name, and neither name nor value may hold a control character; see header '"
                            + name.replaceAll("\\p{Cntrl}", "?") + "'");
        }
        List<String> values = new ArrayList<>(fields.getOrDefault(name, List.of()));
        values.add(value);
        fields.put(name, List.copyOf(values));
    }

    private static boolean holdsControl(String text) {
        return text.chars().anyMatch(c -> c != '\t' && (c < ' ' || c == DELETE));
    }

    /**
     * The first value of a name.
     *
     * @param name a header name in any case
     * @return the value, none if there is no such header
     */
    public Option<String> first(String name) {
        return Option.of(fields.get(name)).map(values -> values.get(0));
    }

    /**
     * All values by name, in the spelling that each name was first given.
     *
     * @return an unmodifiable map whose keys compare without regard to case
     */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpHeaders headers && fields.equals(headers.fields);
    }

    @Override
    public int hashCode() {
        return fields.keySet().stream()
                .mapToInt(name -> name.toLowerCase(Locale.ROOT).hashCode())
                .sum();
    }

    /** The names alone: a value may be a credential. */
    @Override
    public String toString() {
        return fields.keySet().toString();
    }
}
