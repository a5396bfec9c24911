package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.net.HttpURLConnection;
import java.util.concurrent.atomic.AtomicReference;

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
        AtomicReference<HttpURLConnection> opened = new AtomicReference<>();
        HttpTransport transport = new NetHttpTransport.Builder()
                .setConnectionFactory(url -> {
                    HttpURLConnection connection = factory.openConnection(url);
                    opened.set(connection);
                    return connection;
                })
                .build();
        return new Stack() {
            @Override
            public HttpTransport transport() {
                return transport;
            }

            @Override
            public void cut() {
                HttpURLConnection connection = opened.get();
                if (connection != null) {
                    connection.disconnect();
                }
            }
        };
    }
}
