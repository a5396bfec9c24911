package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import com.google.api.client.http.javanet.NetHttpTransport;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Opens the connection of one exchange, and none after it was disconnected. */
final class SingleConnector implements Connector {
    private final ConnectionFactory factory;

    // Guarded by this.
    private @Nullable HttpURLConnection connection;
    private boolean isDisconnected;
    private boolean isReceivingBody;

    SingleConnector(ConnectionFactory factory) {
        this.factory = factory;
    }

    @Override
    public HttpTransport transport() {
        return new NetHttpTransport.Builder().setConnectionFactory(this::open).build();
    }

    private HttpURLConnection open(URL url) throws IOException {
        HttpURLConnection opened = factory.openConnection(url);
        synchronized (this) {
            if (isDisconnected) {
                throw new IOException("the exchange was aborted before its connection was opened");
            }
            connection = opened;
        }
        return opened;
    }

    @Override
    public synchronized void receiveBody() {
        isReceivingBody = true;
    }

    /**
     * Disconnects, unless the body is being read: then the JDK would wait for the end of the current read, and hold this
     * thread.
     */
    @Override
    public void disconnect() {
        HttpURLConnection opened;
        synchronized (this) {
            isDisconnected = true;
            opened = isReceivingBody ? null : connection;
        }
        if (opened != null) {
            opened.disconnect();
        }
    }
}
