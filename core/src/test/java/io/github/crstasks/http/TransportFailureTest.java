package io.github.crstasks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.http.TransportFailure.Kind;
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
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TransportFailureTest {
    private static final HttpRequest REQUEST = HttpRequest.get(
            URI.create("http://host/"),
            "limit=20&Signature=c2lnbmF0dXJl",
            HttpHeaders.none().with("Authorization", "Bearer of-secrets"));

    private static Kind kindOf(Throwable thrown) {
        return TransportFailure.of(REQUEST, thrown).kind();
    }

    private static <T extends Throwable> T because(T thrown, Throwable cause) {
        thrown.initCause(cause);
        return thrown;
    }

    @Test
    void tellsWhatAnExceptionMeans() {
        assertThat(kindOf(new UnknownHostException("host"))).isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(kindOf(because(new ConnectException(), new UnresolvedAddressException())))
                .isEqualTo(Kind.UNKNOWN_HOST);
        assertThat(kindOf(new CompletionException(new ConnectException("Connection refused"))))
                .isEqualTo(Kind.NOT_CONNECTED);
        assertThat(kindOf(new SocketTimeoutException("Read timed out"))).isEqualTo(Kind.TIMED_OUT);
        assertThat(kindOf(new IOException(new SocketException("Connection reset"))))
                .isEqualTo(Kind.DISCONNECTED);
        assertThat(kindOf(new IOException("header parser received no bytes"))).isEqualTo(Kind.DISCONNECTED);
        assertThat(kindOf(because(new SSLHandshakeException("refused"), new CertificateException())))
                .isEqualTo(Kind.NOT_SECURE);
        assertThat(kindOf(new ProtocolException("Invalid status line"))).isEqualTo(Kind.UNREADABLE);
        assertThat(kindOf(new NumberFormatException("length"))).isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void aConnectionLostDuringTheHandshakeIsNoFaultOfTheCertificate() {
        assertThat(kindOf(because(new SSLHandshakeException("terminated"), new EOFException())))
                .isEqualTo(Kind.DISCONNECTED);
    }

    @Test
    void keepsACauseThatQuotesNothing() {
        IOException thrown = new IOException("fixed content-length: 20, bytes received: 5");
        assertThat(TransportFailure.of(REQUEST, thrown).cause()).containsExactly(thrown);
    }

    @Test
    void theCauseIsWhatWasThrownAndNotWhatCarriedItBetweenThreads() {
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
    void replacesACauseThatQuotesAPartOfTheRequestWhereverItDoes() {
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
    void partsOfTheRequestThatAnyTextMayHoldAreNoQuotes() {
        IOException thrown = new IOException("12345678");
        for (String value : new String[] {"1234567", "12345678"}) {
            HttpRequest request = HttpRequest.get(
                    URI.create("http://host/"), "", HttpHeaders.none().with("X", value));
            assertThat(TransportFailure.of(request, thrown).cause().contains(thrown))
                    .isEqualTo(value.length() < 8);
        }
    }

    @Test
    void quotesOfAFormCountAsWell() {
        HttpRequest form = HttpRequest.post(
                URI.create("http://host/"), "Signature=c2lnbmF0dXJl".getBytes(US_ASCII), HttpHeaders.none());
        assertThat(TransportFailure.of(form, new IOException("c2lnbmF0dXJl"))
                        .cause()
                        .get())
                .hasMessageNotContaining("c2lnbmF0dXJl");
    }

    @Test
    void aReplyShowsNeitherHeadersNorBody() {
        HttpResponse echo = new HttpResponse(500, HttpHeaders.none().with("X", "secret"), "secret".getBytes(US_ASCII));
        assertThat(echo).hasToString("HTTP 500, 6 bytes");
    }
}
