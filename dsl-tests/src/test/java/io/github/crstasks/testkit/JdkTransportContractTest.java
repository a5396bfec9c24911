package io.github.crstasks.testkit;

import io.github.crstasks.http.Transport;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Option;
import java.net.http.HttpClient;
import java.util.Set;
import javax.net.ssl.SSLContext;

class JdkTransportContractTest extends TransportContract {
    /** The JDK means this logger to need a system property, but 17 asks the level alone. */
    static final Set<String> LOGGERS =
            Runtime.version().feature() < 21 ? Set.of("jdk.internal.httpclient.debug") : Set.of();

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
    protected Set<String> loggersThatShowTheQuery() {
        return LOGGERS;
    }
}
