package io.github.crstasks.http;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A whole reply, whatever its status.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class HttpResponse {
    private final int status;
    private final HttpHeaders headers;
    private final ByteBuffer body;

    /**
     * A reply.
     *
     * @param status the HTTP status
     * @param headers its headers
     * @param body its body after any content encoding was undone; not copied, so it must not be changed afterwards
     */
    public HttpResponse(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = ByteBuffer.wrap(body);
    }

    /**
     * The HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * The headers.
     *
     * @return all of them
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * The body after any content encoding was undone.
     *
     * @return a read-only view of its own
     */
    public ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /** Status and size alone: an error page may echo the signed request. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.remaining() + " bytes";
    }
}
