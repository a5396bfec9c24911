package io.github.crstasks.testkit;

import com.google.api.client.http.apache.v5.Apache5HttpTransport;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactory;

/** A pooled transport of the caller's, shut down by the caller. */
class SharedApacheContractTest extends TransportContract {
    private record Shared(GoogleTransport transport, Apache5HttpTransport apache) implements Transport {
        @Override
        public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
            return transport.send(request);
        }

        @Override
        public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
            return transport.sendAsync(request);
        }

        @Override
        public void close() {
            transport.close();
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
        Apache5HttpTransport apache = new Apache5HttpTransport(client.build());
        return new Shared(GoogleTransport.sharing(apache), apache);
    }

    @Override
    protected Set<Deviation> deviations() {
        return Set.of(Deviation.HOLDS_WHAT_IS_GIVEN_UP, Deviation.SKIPS_WHAT_IS_NO_HTTP);
    }
}
