package io.github.crstasks.transport;

import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Reads and decodes response bodies within the limits of the request. */
final class ResponseBody {
    private static final int BUFFER_SIZE = 16 << 10;

    /** The statuses whose responses have no body, even if they declare a length. Source: RFC 9110, section 6.4.1. */
    private static final Set<Integer> STATUSES_WITHOUT_BODY = Set.of(204, 304);

    private ResponseBody() {}

    /** Returns the body as received, or why it is too large. */
    static Either<TransportFailure, byte[]> read(
            TransportRequest request, int status, TransportHeaders headers, InputStream body) throws IOException {
        if (STATUSES_WITHOUT_BODY.contains(status)) {
            return Either.right(new byte[0]);
        }
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            received.write(buffer, 0, count);
            if (received.size() > request.maxEncodedBytes()) {
                return Either.left(TransportFailure.of(request, Kind.TOO_LARGE));
            }
            // A read from a socket that receives a byte now and then is not ended by the interrupt itself.
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while the body was read");
            }
        }
        requireDeclaredLength(headers, received.size());
        return Either.right(received.toByteArray());
    }

    /** Requires the declared length, because some stacks mistake the end of the connection for the end of the body. */
    private static void requireDeclaredLength(TransportHeaders headers, int received) throws EOFException {
        // Chunks say where a body ends, whatever else is declared. Source: RFC 9112, section 6.3.
        boolean isChunked = headers.first("Transfer-Encoding").isDefined();
        long declared = headers.first("Content-Length")
                .filter(length -> !isChunked)
                .map(Long::parseLong)
                .getOrElse(0L);
        if (received < declared) {
            throw new EOFException("received " + received + " of " + declared + " bytes");
        }
    }

    /** Returns the body without its content encoding, or why it cannot be decoded. */
    static Either<TransportFailure, byte[]> decode(TransportRequest request, TransportHeaders headers, byte[] body) {
        String encoding =
                headers.first("Content-Encoding").getOrElse("identity").strip().toLowerCase(Locale.ROOT);
        boolean isPlain = body.length == 0 || encoding.isEmpty() || encoding.equals("identity");
        if (!isPlain && !encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            return Either.left(TransportFailure.of(request, Kind.INVALID_RESPONSE));
        }
        try {
            byte[] decoded = isPlain ? body : gunzip(body, request.maxResponseBytes());
            return decoded.length > request.maxResponseBytes()
                    ? Either.left(TransportFailure.of(request, Kind.TOO_LARGE))
                    : Either.right(decoded);
        } catch (IOException corrupt) {
            return Either.left(TransportFailure.of(request, Kind.INVALID_RESPONSE));
        }
    }

    /** Decodes at most one byte more than the limit, so that a gzip bomb does not fill the memory. */
    private static byte[] gunzip(byte[] body, int limit) throws IOException {
        try (GZIPInputStream decoded = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return decoded.readNBytes((int) Math.min(Integer.MAX_VALUE, limit + 1L));
        }
    }
}
