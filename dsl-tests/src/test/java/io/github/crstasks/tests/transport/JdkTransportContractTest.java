package io.github.crstasks.tests.transport;

import io.github.crstasks.testkit.Deviation;
import io.github.crstasks.testkit.TransportContract;
import io.github.crstasks.tests.support.DelegatingTransport;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Option;
import java.net.http.HttpClient;
import java.util.Set;
import javax.net.ssl.SSLContext;

class JdkTransportContractTest extends TransportContract {
    /** The JDK documents a system property that enables this logger, but JDK 17 checks its level alone. */
    static final Set<String> LOGGERS_THAT_LOG_THE_QUERY =
            Runtime.version().feature() < 21 ? Set.of("jdk.internal.httpclient.debug") : Set.of();

    /** Beyond 8 interim responses, {@code java.net.http} fails without closing the connection. */
    static final Set<Deviation> DEVIATIONS = Set.of(Deviation.KEEPS_CONNECTION_OF_INTERIM_RESPONSES);

    static Transport openJdkTransport(Option<SSLContext> trusted) {
        return trusted.<Transport>map(tls -> new OwningTransport(
                        HttpClient.newBuilder().sslContext(tls).build()))
                .getOrElse(JdkTransport::new);
    }

    /** Closes the shared client too, where the JDK can close it. */
    private static final class OwningTransport extends DelegatingTransport {
        private final HttpClient client;

        OwningTransport(HttpClient client) {
            super(JdkTransport.sharing(client));
            this.client = client;
        }

        @Override
        public void close() {
            super.close();
            if (client instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }
    }

    @Override
    protected Transport open(Option<SSLContext> trusted) {
        return openJdkTransport(trusted);
    }

    @Override
    protected Set<Deviation> deviations() {
        return DEVIATIONS;
    }

    @Override
    protected Set<String> loggersThatLogTheQuery() {
        return LOGGERS_THAT_LOG_THE_QUERY;
    }
}
