package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** What one exchange is made with, and how it is cut off from outside. */
interface Stack {
    /** The library's transport. */
    HttpTransport transport();

    /** Ends the exchange as soon as the stack allows; may block. */
    void cut();

    /** The caller's own transport: the library lets nobody reach into an exchange before its headers have come. */
    static Stack sharing(HttpTransport transport) {
        return new Stack() {
            @Override
            public HttpTransport transport() {
                return transport;
            }

            @Override
            public void cut() {}
        };
    }

    /** A transport for one exchange alone, so that its connection is known; the JDK pools connections by itself. */
    static Stack over(ConnectionFactory factory) {
        return new OneConnection(factory);
    }

    /** The last connection that was opened, and none once it was cut. */
    final class OneConnection implements Stack {
        private final ConnectionFactory factory;
        private @Nullable HttpURLConnection opened;
        private boolean cut;

        private OneConnection(ConnectionFactory factory) {
            this.factory = factory;
        }

        @Override
        public HttpTransport transport() {
            return new NetHttpTransport.Builder()
                    .setConnectionFactory(this::open)
                    .build();
        }

        private HttpURLConnection open(URL url) throws IOException {
            HttpURLConnection connection = factory.openConnection(url);
            synchronized (this) {
                if (cut) {
                    throw new IOException("given up before the connection was made");
                }
                opened = connection;
            }
            return connection;
        }

        @Override
        public void cut() {
            HttpURLConnection connection;
            synchronized (this) {
                cut = true;
                connection = opened;
            }
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
