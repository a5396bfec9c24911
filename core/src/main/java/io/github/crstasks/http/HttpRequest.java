package io.github.crstasks.http;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One exchange that a transport is asked to make, with the limits that it must keep.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class HttpRequest {
    /** How long a whole exchange may take unless it is said otherwise: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How many bytes a decoded reply body may have unless it is said otherwise: 8 MiB. */
    public static final int DEFAULT_BODY_LIMIT = 8 << 20;

    private static final Set<String> OF_THE_TRANSPORT = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "transfer-encoding",
            "upgrade");

    /** Shorter parts of a request, such as {@code limit} or {@code 20}, occur in any text. */
    private static final int QUOTE = 8;

    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0);

    private final HttpMethod method;
    private final URI endpoint;
    private final String query;
    private final HttpHeaders headers;
    private final ByteBuffer body;
    private final Duration timeout;
    private final int bodyLimit;

    private HttpRequest(
            HttpMethod method,
            URI endpoint,
            String query,
            HttpHeaders headers,
            ByteBuffer body,
            Duration timeout,
            int bodyLimit) {
        this.method = method;
        this.endpoint = checked(endpoint);
        this.query = Objects.requireNonNull(query, "query");
        this.headers = checked(headers);
        this.body = body;
        this.timeout = timeout;
        this.bodyLimit = bodyLimit;
    }

    private static URI checked(URI endpoint) {
        boolean http = "http".equalsIgnoreCase(endpoint.getScheme()) || "https".equalsIgnoreCase(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new IllegalArgumentException("endpoint must be an http or https URI with a host");
        }
        if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
            // What is refused may hold a credential, so it is not shown.
            throw new IllegalArgumentException("endpoint must have neither user, query nor fragment");
        }
        return endpoint;
    }

    private static HttpHeaders checked(HttpHeaders headers) {
        headers.asMap().keySet().forEach(name -> {
            if (OF_THE_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the transport itself sends header " + name);
            }
        });
        return headers;
    }

    /**
     * A GET request.
     *
     * @param endpoint {@code http} or {@code https}, host, port and path; nothing else
     * @param query the query as it goes over the wire, percent-encoded and without {@code ?}; may be empty
     * @param headers what to send beside what the transport itself must send
     * @return the request, with the default limits
     * @throws IllegalArgumentException if the endpoint has other parts, or a header is the transport's own to send
     */
    public static HttpRequest get(URI endpoint, String query, HttpHeaders headers) {
        return new HttpRequest(HttpMethod.GET, endpoint, query, headers, NO_BODY, DEFAULT_TIMEOUT, DEFAULT_BODY_LIMIT);
    }

    /**
     * A POST request.
     *
     * @param endpoint {@code http} or {@code https}, host, port and path; nothing else
     * @param body the bytes to send, which are copied
     * @param headers what to send beside what the transport itself must send; names the content type
     * @return the request, with the default limits
     * @throws IllegalArgumentException if the endpoint has other parts, or a header is the transport's own to send
     */
    public static HttpRequest post(URI endpoint, byte[] body, HttpHeaders headers) {
        return new HttpRequest(
                HttpMethod.POST,
                endpoint,
                "",
                headers,
                ByteBuffer.wrap(body.clone()),
                DEFAULT_TIMEOUT,
                DEFAULT_BODY_LIMIT);
    }

    /**
     * The same request with other limits.
     *
     * @param timeout how long the whole exchange may take, from connecting to the last byte of the body; positive
     * @param bodyLimit how many bytes the decoded body may have; positive
     * @return the new request
     * @throws IllegalArgumentException if a limit is not positive
     */
    public HttpRequest within(Duration timeout, int bodyLimit) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive, but was " + timeout);
        }
        if (bodyLimit <= 0) {
            throw new IllegalArgumentException("bodyLimit must be 1.." + Integer.MAX_VALUE + ", but was " + bodyLimit);
        }
        return new HttpRequest(method, endpoint, query, headers, body, timeout, bodyLimit);
    }

    /**
     * The method.
     *
     * @return GET or POST
     */
    public HttpMethod method() {
        return method;
    }

    /**
     * Where the request goes, without its query.
     *
     * @return scheme, host, port and path
     */
    public URI endpoint() {
        return endpoint;
    }

    /**
     * Where the request goes, with its query; holds a signature, so it must not be shown.
     *
     * @return the URI whose raw query is sent byte for byte
     */
    public URI uri() {
        return query.isEmpty() ? endpoint : URI.create(endpoint + "?" + query);
    }

    /**
     * The headers that the protocol asks for.
     *
     * @return headers to send as they are
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The body.
     *
     * @return a read-only view of its own, empty for GET
     */
    public ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /**
     * How long the whole exchange may take.
     *
     * @return a positive time, from connecting to the last byte of the body
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How many bytes the body of the reply may have once it is decoded.
     *
     * @return a positive number
     */
    public int bodyLimit() {
        return bodyLimit;
    }

    /**
     * How many bytes of a body may be read before its content encoding is undone.
     *
     * @return a little more than {@link #bodyLimit()}, since gzip adds to what it cannot shrink
     */
    public int rawBodyLimit() {
        return (int) Math.min(Integer.MAX_VALUE - QUOTE, bodyLimit + bodyLimit / 64L + 1024);
    }

    /** Whether a text holds something that only a signed request can have told it. */
    boolean isQuotedIn(String text) {
        String form = StandardCharsets.ISO_8859_1.decode(body()).toString();
        Stream<String> parts = Stream.of(query, form).flatMap(encoded -> Stream.of(encoded.split("[&=]")));
        Stream<String> values = headers.asMap().values().stream().flatMap(List::stream);
        return Stream.concat(parts, values).anyMatch(part -> part.length() >= QUOTE && text.contains(part));
    }

    /** Method and endpoint alone: query, headers and body hold credentials. */
    @Override
    public String toString() {
        return method + " " + endpoint;
    }
}
