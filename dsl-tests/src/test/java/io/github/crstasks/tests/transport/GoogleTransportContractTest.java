package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.vavr.control.Option;
import java.net.http.HttpClient;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** {@link GoogleTransport} over {@code java.net.http}. */
class GoogleTransportContractTest extends TransportContract {
    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return trusted.<Transport>map(tls -> GoogleTransport.sharing(
                        HttpClient.newBuilder().sslContext(tls).build()))
                .getOrElse(GoogleTransport::new);
    }

    @Override
    protected Set<Deviation> deviations() {
        return JdkTransportContractTest.DEVIATIONS;
    }

    @Override
    protected Set<String> loggersThatLogTheQuery() {
        return JdkTransportContractTest.LOGGERS_THAT_LOG_THE_QUERY;
    }
}
