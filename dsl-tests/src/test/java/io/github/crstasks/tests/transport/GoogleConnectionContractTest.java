package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Option;
import java.net.HttpURLConnection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;

/** {@link GoogleTransport} over {@code HttpURLConnection}. */
class GoogleConnectionContractTest extends TransportContract {
    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return GoogleTransport.connecting(url -> {
            HttpURLConnection connection = (HttpURLConnection) url.openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                trusted.forEach(tls -> secure.setSSLSocketFactory(tls.getSocketFactory()));
            }
            return connection;
        });
    }

    @Override
    protected Set<Deviation> deviations() {
        return Stream.concat(
                        Stream.of(
                                Deviation.RESENDS_UNANSWERED_GET,
                                Deviation.KEEPS_RESOURCES_AFTER_CLOSE,
                                Deviation.KEEPS_CONNECTION_OF_STALLED_BODY,
                                Deviation.KEEPS_CONNECTION_OF_TRICKLING_CHUNK,
                                Deviation.DROPS_BODY_OF_CHALLENGE,
                                Deviation.failsCase(
                                        "responseThatEndsWithItsHeadersIsAccepted",
                                        "HttpURLConnection returns the same for a connection that ends within the headers")),
                        deviationsOfOldJdks())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Newer JDKs skip interim responses as they should. */
    private static Stream<Deviation> deviationsOfOldJdks() {
        return Runtime.version().feature() < 20
                ? Stream.of(Deviation.failsCase(
                        "interimResponsesAreSkipped", "HttpURLConnection takes 103 for the response"))
                : Stream.empty();
    }

    @Override
    protected Set<String> loggersThatLogTheQuery() {
        return Set.of("sun.net.www.protocol.http.HttpURLConnection");
    }
}
