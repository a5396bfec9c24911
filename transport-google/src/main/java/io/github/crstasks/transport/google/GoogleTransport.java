package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.TransportRequest;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Sends requests with the Google HTTP Client Library for Java. Each exchange is a blocking call on a worker thread.
 *
 * <p>The JDK's {@link HttpURLConnection}, on which the library builds by default, has properties that cannot be turned off:
 *
 * <ul>
 *   <li>It resends a GET that the server left unanswered.
 *   <li>It keeps idle connections open for some seconds after {@link #close()}.
 *   <li>It keeps the connection of an aborted exchange, if the server has stopped sending within the body, until the timeout
 *       of the request has passed.
 *   <li>Its logger {@code sun.net.www.protocol.http.HttpURLConnection} logs the query at level {@code FINE}.
 * </ul>
 *
 * <p>Safe for use by any number of threads. All its threads are daemons.
 */
public final class GoogleTransport extends BlockingTransport {
    private final Supplier<Connector> connectors;

    /**
     * Creates a transport over {@link HttpURLConnection}, with the JVM's default proxy, trust store and host name checks.
     */
    public GoogleTransport() {
        this(() -> Connector.opening(url -> (HttpURLConnection) url.openConnection()));
    }

    private GoogleTransport(Supplier<Connector> connectors) {
        this.connectors = connectors;
    }

    /**
     * Creates a transport over {@link HttpURLConnection}, with the proxy and TLS settings of a connection factory.
     *
     * @param factory opens one connection for each exchange; called by any thread
     * @return the transport
     */
    public static GoogleTransport connecting(ConnectionFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return new GoogleTransport(() -> Connector.opening(factory));
    }

    /**
     * Creates a transport over the caller's transport of the library, with its proxy and TLS settings. The library's retries
     * and redirects are turned off for each request.
     *
     * <p>{@link #close()} aborts the exchanges of this transport and leaves the caller's transport open.
     *
     * <p>The library cannot abort an exchange of such a transport. An exchange that ends early keeps its connection and its
     * thread until the server sends something or the timeout of the request passes without a byte; a server that trickles its
     * response headers keeps them indefinitely.
     *
     * @param transport the library's transport, for example one with a connection pool. It must neither retry nor redirect by
     *     itself, and should not decode content encodings, which this transport does
     * @return the transport
     */
    public static GoogleTransport sharing(HttpTransport transport) {
        Objects.requireNonNull(transport, "transport");
        return new GoogleTransport(() -> Connector.sharing(transport));
    }

    @Override
    protected Exchange newExchange(TransportRequest request) {
        return new GoogleExchange(request, connectors.get());
    }
}
