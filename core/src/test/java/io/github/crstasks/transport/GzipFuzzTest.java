package io.github.crstasks.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

class GzipFuzzTest {
    private static final int LIMIT = 4096;
    private static final TransportHeaders GZIP = TransportHeaders.none().with("Content-Encoding", "gzip");
    private static final TransportRequest REQUEST = TransportRequest.get(
                    URI.create("http://localhost/"), "", TransportHeaders.none())
            .withLimits(TransportRequest.DEFAULT_TIMEOUT, LIMIT);

    /** Decoding allocates at most twice the body, and the buffers of the JDK's decoder. */
    private static final long MAX_ALLOCATED_BYTES = 2 * LIMIT + (64 << 10);

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @FuzzTest
    void anyBytesAreDecodedAsByTheJdkWithinTheLimit(byte[] bytes) throws IOException {
        assertDecodedAsByTheJdk(bytes);

        byte[] zipped = zip(bytes);
        assertThat(decode(zipped)).isEqualTo(withinLimit(bytes));
        assertDecodedAsByTheJdk(join(zipped, bytes));
        assertThat(decode(join(zipped, zipped))).isEqualTo(withinLimit(join(bytes, bytes)));

        byte[] cut = Arrays.copyOf(zipped, 1 + Math.floorMod(Arrays.hashCode(bytes), zipped.length - 1));
        assertThat(decode(cut).getLeft()).isIn(Kind.INVALID_RESPONSE, Kind.TOO_LARGE);
    }

    private static void assertDecodedAsByTheJdk(byte[] raw) {
        Either<Kind, ByteBuffer> decoded = decode(raw);
        Either<Kind, ByteBuffer> expected = decodeByteByByte(raw);
        if (expected.isRight()) {
            assertThat(decoded).isEqualTo(expected);
        } else {
            // If a body is both too large and corrupt, the buffer size determines which of them is found first.
            assertThat(decoded.getLeft()).isIn(Kind.INVALID_RESPONSE, Kind.TOO_LARGE);
        }

        long before = THREADS.getCurrentThreadAllocatedBytes();
        decode(raw);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MAX_ALLOCATED_BYTES);
    }

    private static Either<Kind, ByteBuffer> decode(byte[] raw) {
        return TransportResponse.decode(REQUEST, 200, GZIP, raw)
                .map(TransportResponse::body)
                .mapLeft(TransportFailure::kind);
    }

    private static Either<Kind, ByteBuffer> decodeByteByByte(byte[] raw) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (InputStream in =
                raw.length == 0 ? InputStream.nullInputStream() : new GZIPInputStream(new ByteArrayInputStream(raw))) {
            for (int next = in.read(); next >= 0 && content.size() <= LIMIT; next = in.read()) {
                content.write(next);
            }
        } catch (IOException broken) {
            return Either.left(Kind.INVALID_RESPONSE);
        }
        return withinLimit(content.toByteArray());
    }

    private static Either<Kind, ByteBuffer> withinLimit(byte[] content) {
        return content.length > LIMIT ? Either.left(Kind.TOO_LARGE) : Either.right(ByteBuffer.wrap(content));
    }

    private static byte[] zip(byte[] content) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(content);
        }
        return zipped.toByteArray();
    }

    private static byte[] join(byte[] some, byte[] others) {
        return ByteBuffer.allocate(some.length + others.length)
                .put(some)
                .put(others)
                .array();
    }
}
