package io.github.crstasks.tests.transport;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;

/** {@link GoogleTransport} over a pooling Apache client that its owner shuts down. */
class SharedApacheContractTest extends TransportContract {
    private static final class OwningTransport extends DelegatingTransport {
        private final Apache5HttpTransport apache;

        OwningTransport(Apache5HttpTransport apache) {
            super(GoogleTransport.sharing(apache));
            this.apache = apache;
        }

        @Override
        public void close() {
            super.close();
            try {
                apache.shutdown();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    @Override
    protected Transport open(Option<SSLContext> trusted) {
        HttpClientBuilder client =
                Apache5HttpTransport.newDefaultHttpClientBuilder().disableContentCompression();
        trusted.forEach(tls -> client.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                .setSSLSocketFactory(new SSLConnectionSocketFactory(tls))
                .build()));
        return new OwningTransport(new Apache5HttpTransport(client.build()));
    }

    @Override
    protected Set<Deviation> deviations() {
        return Set.of(
                Deviation.KEEPS_CONNECTION_OF_ABORTED_EXCHANGE,
                Deviation.SKIPS_NON_HTTP_BYTES,
                Deviation.failsCase(
                        "responseThatEndsWithItsHeadersIsAccepted",
                        "a shared transport may be over HttpURLConnection, which does not require complete headers"));
    }
}
