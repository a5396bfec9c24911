package io.github.crstasks.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.crstasks.http.TransportFailure.Kind;
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
    private static final HttpHeaders GZIP = HttpHeaders.none().with("Content-Encoding", "gzip");
    private static final HttpRequest REQUEST = HttpRequest.get(URI.create("http://localhost/"), "", HttpHeaders.none())
            .within(HttpRequest.DEFAULT_TIMEOUT, LIMIT);

    /** Decoding holds the body twice at most, and what the JDK's decoder needs itself. */
    private static final long MOST_MEMORY = 2 * LIMIT + (64 << 10);

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    @FuzzTest
    void any_bytes_decode_as_the_jdk_decodes_them_within_the_limit(byte[] bytes) throws IOException {
        assertDecodedAsByTheJdk(bytes);

        byte[] zipped = zip(bytes);
        assertThat(decode(zipped)).isEqualTo(withinLimit(bytes));
        assertDecodedAsByTheJdk(join(zipped, bytes));
        assertThat(decode(join(zipped, zipped))).isEqualTo(withinLimit(join(bytes, bytes)));

        byte[] cut = Arrays.copyOf(zipped, 1 + Math.floorMod(Arrays.hashCode(bytes), zipped.length - 1));
        assertThat(decode(cut).getLeft()).isIn(Kind.UNREADABLE, Kind.TOO_LARGE);
    }

    private static void assertDecodedAsByTheJdk(byte[] raw) {
        Either<Kind, ByteBuffer> decoded = decode(raw);
        Either<Kind, ByteBuffer> expected = decodeByteByByte(raw);
        if (expected.isRight()) {
            assertThat(decoded).isEqualTo(expected);
        } else {
            // Of a body that is too long and broken, which shows first depends on how much is read at once.
            assertThat(decoded.getLeft()).isIn(Kind.UNREADABLE, Kind.TOO_LARGE);
        }

        long before = THREADS.getCurrentThreadAllocatedBytes();
        decode(raw);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_MEMORY);
    }

    private static Either<Kind, ByteBuffer> decode(byte[] raw) {
        return HttpResponse.decode(REQUEST, 200, GZIP, raw)
                .map(HttpResponse::body)
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
            return Either.left(Kind.UNREADABLE);
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
