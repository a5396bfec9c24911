package io.github.crstasks.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Either;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class TransportResponseTest {
    private static final int LIMIT = 100;
    private static final TransportRequest REQUEST = TransportRequest.get(
                    URI.create("http://localhost/"), "", TransportHeaders.none())
            .withLimits(TransportRequest.DEFAULT_TIMEOUT, LIMIT);

    /** A body that never ends, and fails when much more of it is read than the limit allows. */
    private static final class EndlessBody extends InputStream {
        private int count;

        @Override
        public int read() {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            count += length;
            assertThat(count).isLessThan(1 << 20);
            return length;
        }
    }

    private static Either<TransportFailure, TransportResponse> read(int status, TransportHeaders headers, String body)
            throws IOException {
        return TransportResponse.read(REQUEST, status, headers, new ByteArrayInputStream(body.getBytes(US_ASCII)));
    }

    private static TransportHeaders contentLength(String length) {
        return TransportHeaders.none().with("Content-Length", length);
    }

    private static String text(Either<TransportFailure, TransportResponse> result) {
        return US_ASCII.decode(result.get().body()).toString();
    }

    @Test
    void bodyOfTheDeclaredLengthIsRead() throws IOException {
        Either<TransportFailure, TransportResponse> result = read(404, contentLength("2"), "ok");

        assertThat(text(result)).isEqualTo("ok");
        assertThat(result.get())
                .returns(404, TransportResponse::status)
                .returns(contentLength("2"), TransportResponse::headers);
        assertThat(text(read(200, TransportHeaders.none(), "ok"))).isEqualTo("ok");
        assertThat(text(read(200, contentLength("0"), ""))).isEmpty();
    }

    @Test
    void bodyThatEndsTooEarlyIsRejected() {
        assertThatThrownBy(() -> read(200, contentLength("3"), "ok"))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("2 of 3 bytes");
        assertThatThrownBy(() -> read(200, contentLength("x"), "ok")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void statusWithoutBodyReadsNothing() throws IOException {
        for (int status : new int[] {204, 304}) {
            assertThat(text(read(status, contentLength("3"), "next"))).isEmpty();
        }
    }

    @Test
    void noMoreIsReadThanTheLimitAllows() throws IOException {
        Either<TransportFailure, TransportResponse> result =
                TransportResponse.read(REQUEST, 200, TransportHeaders.none(), new EndlessBody());

        assertThat(result.getLeft().kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(result.getLeft().message()).contains("100 bytes");
        assertThat(read(200, TransportHeaders.none(), "x".repeat(LIMIT)).isRight())
                .isTrue();
        assertThat(read(200, TransportHeaders.none(), "x".repeat(LIMIT + 1))
                        .getLeft()
                        .kind())
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void interruptedThreadStopsReading() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> read(200, TransportHeaders.none(), "x")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
