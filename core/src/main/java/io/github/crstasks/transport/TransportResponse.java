package io.github.crstasks.transport;

import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A complete HTTP response, whatever its status.
 *
 * <p>Immutable and safe for use by any number of threads.
 */
public final class TransportResponse {
    private final int status;
    private final TransportHeaders headers;
    private final ByteBuffer body;

    /**
     * Creates a response.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body, without content encoding; not copied, so it must not be modified afterwards
     */
    public TransportResponse(int status, TransportHeaders headers, byte[] body) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.body = ByteBuffer.wrap(Objects.requireNonNull(body, "body"));
    }

    /**
     * Creates the response to a request from its body as received, by undoing the content encoding that the headers name.
     *
     * @param request the request, whose {@link TransportRequest#maxResponseBytes()} limits the decoded body
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body as received; not copied, so it must not be modified afterwards
     * @return the response; or {@link Kind#TOO_LARGE}, or {@link Kind#INVALID_RESPONSE} for an encoding that is corrupt or
     *     neither {@code gzip} nor {@code identity}
     */
    public static Either<TransportFailure, TransportResponse> decode(
            TransportRequest request, int status, TransportHeaders headers, byte[] body) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        return ResponseBody.decode(request, headers, body)
                .map(decoded -> new TransportResponse(status, headers, decoded));
    }

    /**
     * Creates the response to a request by reading its body from a stream, and decodes it like {@link #decode}.
     *
     * <p>Reads at most a little more than {@link TransportRequest#maxEncodedBytes()}, and nothing if the status forbids a
     * body. Does not close the stream.
     *
     * @param request the request
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body as received
     * @return the response, or one of the failures of {@link #decode}
     * @throws IOException if the stream throws it, ends before the declared {@code Content-Length}, or the thread is
     *     interrupted between two reads
     * @throws NumberFormatException if the {@code Content-Length} is not a number
     */
    public static Either<TransportFailure, TransportResponse> read(
            TransportRequest request, int status, TransportHeaders headers, InputStream body) throws IOException {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        return ResponseBody.read(request, status, headers, body)
                .flatMap(received -> decode(request, status, headers, received));
    }

    /**
     * Returns the HTTP status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers.
     *
     * @return all headers as received
     */
    public TransportHeaders headers() {
        return headers;
    }

    /**
     * Returns the body, without content encoding.
     *
     * @return a new read-only view
     */
    public ByteBuffer body() {
        return body.asReadOnlyBuffer();
    }

    /** Returns status and size only: an error page may quote the signed request. */
    @Override
    public String toString() {
        return "HTTP " + status + ", " + body.remaining() + " bytes";
    }
}
