package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Option;
import java.net.http.HttpClient;
import java.util.Set;
import javax.net.ssl.SSLContext;

class JdkTransportContractTest extends TransportContract {
    private static final boolean BEFORE_21 = Runtime.version().feature() < 21;

    /** What is declared for this JDK, and holds for whatever is built on the transport. */
    static final Set<Deviation> DEVIATIONS = BEFORE_21 ? Set.of(Deviation.OUTLASTS_CLOSE) : Set.of();

    /** The JDK means this logger to need a system property, but 17 asks the level alone. */
    static final Set<String> LOGGERS = BEFORE_21 ? Set.of("jdk.internal.httpclient.debug") : Set.of();

    static Transport correct(Option<SSLContext> trusted) {
        return trusted.<Transport>map(tls -> new WithItsClient(
                        HttpClient.newBuilder().sslContext(tls).build()))
                .getOrElse(JdkTransport::new);
    }

    /** Closes the caller's client as well, where it can be closed. */
    private static final class WithItsClient extends Tampered {
        private final HttpClient client;

        WithItsClient(HttpClient client) {
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
        return correct(trusted);
    }

    @Override
    protected Set<Deviation> deviations() {
        return DEVIATIONS;
    }

    @Override
    protected Set<String> loggersThatShowTheQuery() {
        return LOGGERS;
    }
}
