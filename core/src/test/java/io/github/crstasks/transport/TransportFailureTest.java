package io.github.crstasks.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.transport.TransportFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TransportFailureTest {
    private static final TransportRequest REQUEST = TransportRequest.get(
            URI.create("http://host/"),
            "limit=20&Signature=c2lnbmF0dXJl",
            TransportHeaders.none().with("Authorization", "Bearer of-secrets"));

    private static Kind kindOf(Throwable thrown) {
        return TransportFailure.of(REQUEST, thrown).kind();
    }

    private static <T extends Throwable> T withCause(T thrown, Throwable cause) {
        thrown.initCause(cause);
        return thrown;
    }

    @Test
    void exceptionDeterminesTheKind() {
        assertThat(kindOf(new UnknownHostException("host"))).isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(kindOf(withCause(new ConnectException(), new UnresolvedAddressException())))
                .isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(kindOf(new CompletionException(new ConnectException("Connection refused"))))
                .isEqualTo(Kind.NOT_CONNECTED);
        assertThat(kindOf(new SocketTimeoutException("Read timed out"))).isEqualTo(Kind.TIMED_OUT);
        assertThat(kindOf(new IOException(new SocketException("Connection reset"))))
                .isEqualTo(Kind.CONNECTION_LOST);
        assertThat(kindOf(new IOException("header parser received no bytes"))).isEqualTo(Kind.CONNECTION_LOST);
        assertThat(kindOf(withCause(new SSLHandshakeException("refused"), new CertificateException())))
                .isEqualTo(Kind.TLS_FAILED);
        assertThat(kindOf(new ProtocolException("Invalid status line"))).isEqualTo(Kind.INVALID_RESPONSE);
        assertThat(kindOf(new IOException(new ZipException("not in GZIP format"))))
                .isEqualTo(Kind.INVALID_RESPONSE);
        assertThat(kindOf(new NumberFormatException("length"))).isEqualTo(Kind.STACK_UNUSABLE);
        assertThat(kindOf(new OutOfMemoryError("Java heap space"))).isEqualTo(Kind.STACK_UNUSABLE);
        assertThat(kindOf(new IOException(new NoClassDefFoundError("com/example/Client"))))
                .isEqualTo(Kind.STACK_UNUSABLE);
    }

    @Test
    void wrappersWhoseCausesFormACircleAreClassified() {
        CompletionException inner = new CompletionException(new ConnectException());
        ExecutionException outer = new ExecutionException(inner);
        inner.addSuppressed(outer);
        assertThat(kindOf(outer)).isEqualTo(Kind.NOT_CONNECTED);

        ExecutionException circle = new ExecutionException("outer") {};
        circle.initCause(new CompletionException("inner", circle));
        assertThat(kindOf(circle)).isEqualTo(Kind.STACK_UNUSABLE);
    }

    @Test
    void connectionLostDuringTheHandshakeIsNotATlsFailure() {
        assertThat(kindOf(withCause(new SSLHandshakeException("terminated"), new EOFException())))
                .isEqualTo(Kind.CONNECTION_LOST);
    }

    @Test
    void causeThatQuotesNothingIsKept() {
        IOException thrown = new IOException("fixed content-length: 20, bytes received: 5");
        assertThat(TransportFailure.of(REQUEST, thrown).cause()).containsExactly(thrown);
    }

    @Test
    void causeIsUnwrappedFromExceptionsOfFutures() {
        IOException thrown = new IOException("reset");
        assertThat(TransportFailure.of(REQUEST, new CompletionException(new ExecutionException(thrown)))
                        .cause())
                .containsExactly(thrown);
        assertThat(TransportFailure.of(REQUEST, new IllegalStateException(thrown))
                        .cause()
                        .get())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void causeThatQuotesPartOfTheRequestIsReplaced() {
        for (String quote : new String[] {REQUEST.uri().toString(), "c2lnbmF0dXJl", "Bearer of-secrets"}) {
            IOException suppressing = new IOException("outer");
            suppressing.addSuppressed(new IOException("inner", new ProtocolException("not HTTP: " + quote)));
            Throwable cause = TransportFailure.of(REQUEST, suppressing).cause().get();
            assertThat(cause)
                    .hasNoCause()
                    .hasNoSuppressedExceptions()
                    .hasMessageContaining(ProtocolException.class.getName())
                    .hasMessageNotContaining(quote);
            assertThat(cause.getStackTrace()).isEqualTo(suppressing.getStackTrace());
        }
    }

    @Test
    void shortPartsOfTheRequestAreNotQuotes() {
        IOException thrown = new IOException("12345678");
        for (String value : new String[] {"1234567", "12345678"}) {
            TransportRequest request = TransportRequest.get(
                    URI.create("http://host/"), "", TransportHeaders.none().with("X", value));
            assertThat(TransportFailure.of(request, thrown).cause().contains(thrown))
                    .isEqualTo(value.length() < 8);
        }
    }

    @Test
    void causeThatQuotesPartOfTheFormIsReplaced() {
        TransportRequest form = TransportRequest.post(
                URI.create("http://host/"), "Signature=c2lnbmF0dXJl".getBytes(US_ASCII), TransportHeaders.none());
        assertThat(TransportFailure.of(form, new IOException("c2lnbmF0dXJl"))
                        .cause()
                        .get())
                .hasMessageNotContaining("c2lnbmF0dXJl");
    }

    @Test
    void responseShowsNeitherHeadersNorBody() {
        TransportResponse echo =
                new TransportResponse(500, TransportHeaders.none().with("X", "secret"), "secret".getBytes(US_ASCII));
        assertThat(echo).hasToString("HTTP 500, 6 bytes");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // The thread of a loop cannot be interrupted.
    void causesThatFormACircleAreReadOnce() {
        Exception outer = new Exception("outer");
        Exception inner = new Exception("inner", outer);
        outer.initCause(inner);

        assertThat(TransportFailure.of(REQUEST, outer).message()).endsWith("(inner)");
    }
}
