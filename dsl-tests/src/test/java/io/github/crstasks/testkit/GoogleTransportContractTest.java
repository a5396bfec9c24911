package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
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
                Deviation.RESENDS_AN_UNANSWERED_GET,
                Deviation.OUTLASTS_CLOSE,
                Deviation.HOLDS_A_SILENT_BODY,
                Deviation.LOSES_THE_BODY_OF_A_CHALLENGE);
    }

    @Override
    protected Set<String> loggersThatShowTheQuery() {
        return Set.of("sun.net.www.protocol.http.HttpURLConnection");
    }
}
