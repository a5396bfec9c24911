package io.github.crstasks.http;

import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

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
     * The reply to a request, once the content encoding that its headers tell is undone.
     *
     * @param request what asked for it and how large its body may be
     * @param status the HTTP status
     * @param headers its headers
     * @param raw its body as it came; not copied, so it must not be changed afterwards
     * @return the reply; on the left {@link Kind#TOO_LARGE}, or {@link Kind#UNREADABLE} for an encoding that is broken or
     *     neither {@code gzip} nor {@code identity}
     */
    public static Either<TransportFailure, HttpResponse> decode(
            HttpRequest request, int status, HttpHeaders headers, byte[] raw) {
        String encoding =
                headers.first("Content-Encoding").getOrElse("identity").strip().toLowerCase(Locale.ROOT);
        boolean plain = raw.length == 0 || encoding.isEmpty() || encoding.equals("identity");
        if (!plain && !encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            return Either.left(TransportFailure.of(request, Kind.UNREADABLE));
        }
        try {
            byte[] body = plain ? raw : gunzip(raw, request.bodyLimit());
            return body.length > request.bodyLimit()
                    ? Either.left(TransportFailure.of(request, Kind.TOO_LARGE))
                    : Either.right(new HttpResponse(status, headers, body));
        } catch (IOException broken) {
            return Either.left(TransportFailure.of(request, Kind.UNREADABLE));
        }
    }

    /** Up to one byte more than allowed: a bomb is not let off. */
    private static byte[] gunzip(byte[] raw, int limit) throws IOException {
        try (GZIPInputStream decoded = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            return decoded.readNBytes((int) Math.min(Integer.MAX_VALUE, limit + 1L));
        }
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
     * @return all of them, as they came
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
