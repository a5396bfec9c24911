package io.github.crstasks.internal.execution;

import io.github.crstasks.TaskClientListener.AttemptEvent;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.internal.Extensions;
import io.github.crstasks.transport.TransportHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Calls a caller-supplied function for the headers that it adds to a request, and refuses every header that the library or
 * an HTTP stack sets. Safe for use by any number of threads if the function is.
 */
public final class HeaderSource {
    private static final String NAME = "request header source";

    /** What the library and the HTTP stacks set, and what {@code HttpURLConnection} drops without an error. */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "authorization",
            "connection",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "origin",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via");

    private static final Set<String> RESERVED_PREFIXES =
            Set.of("access-control-", "content-", "proxy-", "sec-", "x-tc-");

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+\\-.^_`|~0-9A-Za-z]+");

    /** HTTP stacks trim white space at the ends, and send other characters than ASCII in different encodings. */
    private static final Pattern VALUE = Pattern.compile("(?:[!-~](?:[ -~\\t]*[!-~])?)?");

    private final Function<? super AttemptEvent, ? extends Map<String, String>> source;

    /**
     * Creates a source.
     *
     * @param source returns the headers to add to the request of an attempt
     */
    public HeaderSource(Function<? super AttemptEvent, ? extends Map<String, String>> source) {
        this.source = source;
    }

    /**
     * Returns the headers to add to the request of an attempt.
     *
     * @throws Extensions.ExtensionException if the function throws, or returns null or a header that is refused
     */
    TransportHeaders headers(AttemptEvent attempt) {
        return Extensions.call(NAME, () -> {
            TransportHeaders headers = TransportHeaders.none();
            for (Map.Entry<String, String> header : Objects.requireNonNull(source.apply(attempt), "it returned null")
                    .entrySet()) {
                headers = add(headers, header.getKey(), header.getValue());
            }
            return headers;
        });
    }

    private static TransportHeaders add(TransportHeaders headers, String name, String value) {
        Objects.requireNonNull(name, "header name");
        Invalid.unless(
                TOKEN.matcher(name).matches(),
                "header name",
                name,
                "one or more of !#$%&'*+-.^_`|~, letters and digits");
        Invalid.unless(
                !isReserved(name.toLowerCase(Locale.ROOT)),
                "header name",
                name,
                "one that neither this library nor an HTTP stack sets");
        Invalid.unless(headers.first(name).isEmpty(), "header name", name, "given once, in whatever case");
        // The value may be a credential, so it is not shown.
        String place = "value of header " + name;
        Objects.requireNonNull(value, place);
        Invalid.unless(
                VALUE.matcher(value).matches(),
                place,
                "",
                "visible ASCII characters, with spaces or tabs only between them");
        return headers.with(name, value);
    }

    private static boolean isReserved(String name) {
        return RESERVED.contains(name) || RESERVED_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
