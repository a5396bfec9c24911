package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Option;
import java.net.http.HttpClient;
import java.util.Set;
import javax.net.ssl.SSLContext;

class JdkTransportContractTest extends TransportContract {
    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return trusted.<Transport>map(tls -> JdkTransport.sharing(
                        HttpClient.newBuilder().sslContext(tls).build()))
                .getOrElse(JdkTransport::new);
    }

    @Override
    protected Set<Deviation> deviations() {
        return Runtime.version().feature() < 21 ? Set.of(Deviation.OUTLASTS_CLOSE) : Set.of();
    }

    @Override
    protected Set<String> loggersThatShowTheQuery() {
        // The JDK means it to need a system property, but 17 asks the level alone.
        return Runtime.version().feature() < 21 ? Set.of("jdk.internal.httpclient.debug") : Set.of();
    }
}
