package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.Transport;
import io.vavr.control.Option;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

class OkHttpTransportContractTest extends TransportContract {
    @Override
    protected Transport open(Option<SSLContext> trusted) {
        OkHttpClient.Builder client = new OkHttpClient.Builder();
        // The socket factory alone decides what is trusted; OkHttp uses the trust manager for certificate pinning.
        trusted.forEach(tls -> client.sslSocketFactory(tls.getSocketFactory(), anyTrustManager()));
        return new OkHttpTransport(client.build());
    }

    private static X509TrustManager anyTrustManager() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected Set<Deviation> deviations() {
        return Set.of(
                Deviation.rewritesQuery("'", "%27"),
                Deviation.rewritesPath("/%2e%2E/x", "/x"),
                Deviation.failsCase("interimResponsesAreSkipped", "OkHttp skips one interim response only"),
                Deviation.failsCase(
                        "authenticationChallengeIsAResponse", "OkHttp rejects a response 407 that no proxy sent"));
    }
}
