package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Option;
import java.net.HttpURLConnection;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

class GoogleTransportContractTest extends TransportContract {
    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return trusted.map(GoogleTransportContractTest::trusting).getOrElse(GoogleTransport::new);
    }

    private static GoogleTransport trusting(SSLContext tls) {
        return GoogleTransport.connecting(url -> {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(tls.getSocketFactory());
            }
            return connection;
        });
    }

    @Override
    protected Set<Deviation> deviations() {
        return Set.of(
                Deviation.RESENDS_UNANSWERED_GET,
                Deviation.KEEPS_RESOURCES_AFTER_CLOSE,
                Deviation.KEEPS_CONNECTION_OF_STALLED_BODY,
                Deviation.DROPS_BODY_OF_CHALLENGE);
    }

    @Override
    protected Set<String> loggersThatLogTheQuery() {
        return Set.of("sun.net.www.protocol.http.HttpURLConnection");
    }
}
