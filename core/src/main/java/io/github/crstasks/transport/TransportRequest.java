package io.github.crstasks.transport;

import io.github.crstasks.internal.EndpointRules;
import io.github.crstasks.internal.format.Durations;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An HTTP request, with the limits that the transport must keep.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class TransportRequest {
    /** The default timeout of an exchange: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** The default maximum size of a decoded response body: 8 MiB. */
    public static final int DEFAULT_MAX_RESPONSE_BYTES = 8 << 20;

    private static final Set<String> RESERVED_HEADERS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "transfer-encoding",
            "upgrade");

    /** Shorter parts of a request, such as {@code limit} or {@code 20}, occur in texts that do not quote it. */
    private static final int MIN_QUOTE_LENGTH = 8;

    /** The largest array that all JVMs can allocate. */
    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 8;

    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private final HttpMethod method;
    private final URI endpoint;
    private final String query;
    private final TransportHeaders headers;
    private final ByteBuffer body;
    private final Duration timeout;
    private final int maxResponseBytes;

    private TransportRequest(
            HttpMethod method,
            URI endpoint,
            String query,
            TransportHeaders headers,
            ByteBuffer body,
            Duration timeout,
            int maxResponseBytes) {
        this.method = method;
        this.endpoint = EndpointRules.withoutDefaultPort(EndpointRules.requireValid(endpoint));
        this.query = Objects.requireNonNull(query, "query");
        this.headers = requireNoneReserved(headers);
        this.body = body;
        this.timeout = timeout;
        this.maxResponseBytes = maxResponseBytes;
    }

    private static TransportHeaders requireNoneReserved(TransportHeaders headers) {
        Objects.requireNonNull(headers, "headers");
        headers.asMap().keySet().forEach(name -> {
            if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("headers must not contain " + name + ", which the transport sets");
            }
        });
        return headers;
    }

    /**
     * Creates a GET request with the default limits.
     *
     * @param endpoint an {@code http} or {@code https} URI with host, optional port and path, and without user, query and
     *     fragment
     * @param query the query as it is sent, percent-encoded and without {@code ?}; may be empty
     * @param headers the headers to send, without those that the transport sets, such as {@code Host}
     * @return the request
     * @throws IllegalArgumentException if the endpoint is invalid, or a header is one that the transport sets
     */
    public static TransportRequest get(URI endpoint, String query, TransportHeaders headers) {
        return new TransportRequest(
                HttpMethod.GET, endpoint, query, headers, NO_BODY, DEFAULT_TIMEOUT, DEFAULT_MAX_RESPONSE_BYTES);
    }

    /**
     * Creates a POST request with the default limits.
     *
     * @param endpoint an {@code http} or {@code https} URI with host, optional port and path, and without user, query and
     *     fragment
     * @param body the bytes to send, which are copied
     * @param headers the headers to send, {@code Content-Type} included, without those that the transport sets, such as
     *     {@code Host}
     * @return the request
     * @throws IllegalArgumentException if the endpoint is invalid, or a header is one that the transport sets
     */
    public static TransportRequest post(URI endpoint, byte[] body, TransportHeaders headers) {
        Objects.requireNonNull(body, "body");
        return new TransportRequest(
                HttpMethod.POST,
                endpoint,
                "",
                headers,
                ByteBuffer.wrap(body.clone()),
                DEFAULT_TIMEOUT,
                DEFAULT_MAX_RESPONSE_BYTES);
    }

    /**
     * Returns a copy with other limits.
     *
     * @param timeout the timeout of the whole exchange, from connecting to the last byte of the body; positive
     * @param maxResponseBytes the maximum size of the decoded response body in bytes; positive
     * @return the copy
     * @throws IllegalArgumentException if a limit is not positive
     */
    public TransportRequest withLimits(Duration timeout, int maxResponseBytes) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, but was " + Durations.text(timeout));
        }
        if (maxResponseBytes <= 0) {
            throw new IllegalArgumentException("maxResponseBytes must be positive, but was " + maxResponseBytes);
        }
        return new TransportRequest(method, endpoint, query, headers, body, timeout, maxResponseBytes);
    }

    /**
     * Returns a copy with more headers.
     *
     * @param added added after the existing values of each name
     * @return the copy
     * @throws IllegalArgumentException if a header is one that the transport sets
     */
    public TransportRequest withHeaders(TransportHeaders added) {
        Objects.requireNonNull(added, "added");
        TransportHeaders all = headers;
        for (Map.Entry<String, List<String>> header : added.asMap().entrySet()) {
            for (String value : header.getValue()) {
                all = all.with(header.getKey(), value);
            }
        }
        return new TransportRequest(method, endpoint, query, all, body, timeout, maxResponseBytes);
    }

    /**
     * Returns the method.
     *
     * @return GET or POST
     */
    public HttpMethod method() {
        return method;
    }

    /**
     * Returns the endpoint, which is the URI without the query.
     *
     * @return scheme, host, path, and the port unless it is the default port of the scheme: some HTTP stacks would send that in
     *     the header {@code Host}, which is signed without it
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Returns the URI to send the request to. Its query may contain a signature, so it must not be logged.
     *
     * @return the URI, whose raw query must be sent byte for byte
     */
    public URI uri() {
        return query.isEmpty() ? endpoint : URI.create(endpoint + "?" + query);
    }

    /**
     * Returns the headers to send in addition to those that the transport sets.
     *
     * @return the headers, which must be sent unchanged
     */
    public TransportHeaders headers() {
        return headers;
    }

    /**
     * Returns the body to send.
     *
     * @return a new read-only view; empty for GET
     */
    public ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /**
     * Returns the timeout of the whole exchange, from connecting to the last byte of the body.
     *
     * @return a positive duration
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Returns the maximum size of the decoded response body.
     *
     * @return a positive number of bytes
     */
    public int maxResponseBytes() {
        return maxResponseBytes;
    }

    /**
     * Returns the maximum size of the response body as received, before its content encoding is undone.
     *
     * @return a few more bytes than {@link #maxResponseBytes()}, because gzip enlarges what it cannot compress
     */
    public int maxEncodedBytes() {
        return (int) Math.min(MAX_ARRAY_LENGTH, maxResponseBytes + maxResponseBytes / 64L + 1024);
    }

    /** Returns whether a text contains part of the signed query, headers or body. */
    boolean hasPartIn(String text) {
        String form = StandardCharsets.ISO_8859_1.decode(body()).toString();
        Stream<String> parameters = Stream.of(query, form).flatMap(encoded -> Stream.of(encoded.split("[&=]")));
        Stream<String> values = headers.asMap().values().stream().flatMap(List::stream);
        return Stream.concat(parameters, values)
                .anyMatch(part -> part.length() >= MIN_QUOTE_LENGTH && text.contains(part));
    }

    /** Returns method and endpoint only: query, headers and body may contain credentials. */
    @Override
    public String toString() {
        return method + " " + endpoint;
    }
}
