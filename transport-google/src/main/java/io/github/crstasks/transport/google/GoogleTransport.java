package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.HttpProxy.Route;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.net.HttpURLConnection;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.Objects;
import java.util.function.Function;

/**
 * Sends requests with the Google HTTP Client Library for Java. Each exchange is a blocking call on a worker thread,
 * or over {@code java.net.http} on the calling thread, as {@link BlockingTransport} says.
 *
 * <p>By default the library uses {@code java.net.http} and not the JDK's {@link HttpURLConnection}: on JDK 17 that cannot be
 * aborted while it decodes a chunked body, so that a server could hold a thread and a connection for as long as it sends, and
 * it takes 103 for the response.
 *
 * <p>Safe for use by any number of threads. All its threads are daemons.
 */
public final class GoogleTransport extends BlockingTransport {
    private final Function<TransportRequest, Connector> connectors;
    private final Runnable closeClient;

    /**
     * Creates a transport over {@code java.net.http}, with the JVM's default proxy, authenticator, trust store and host name
     * checks.
     *
     * <p>An exchange for which {@link ProxySelector#getDefault()} selects a SOCKS proxy, which {@code java.net.http} does not
     * support, is made over {@link HttpURLConnection}, as by {@link #connecting}.
     */
    public GoogleTransport() {
        this(Option.none());
    }

    private GoogleTransport(Option<HttpProxy> proxy) {
        OwnClient own = new OwnClient(workers(), proxy);
        this.connectors = request -> {
            Route route = ClientConnector.route(own.client(), request);
            return route.isSocks() ? overUrlConnection() : new ClientConnector(own.client(), request, route, proxy);
        };
        this.closeClient = own::close;
    }

    private GoogleTransport(Function<TransportRequest, Connector> connectors) {
        this.connectors = connectors;
        this.closeClient = () -> {};
    }

    /** Settings of a transport with a client of its own. Not safe for use by several threads at once. */
    public static final class Builder {
        private Option<HttpProxy> proxy = Option.none();

        private Builder() {}

        /**
         * Sets the proxy, which is used instead of the JVM's. If it has credentials, the JVM's default authenticator is not
         * used either. Defaults to the proxy that {@link ProxySelector#getDefault()}
         * selects.
         *
         * @param proxy the proxy, with its credentials and the hosts that are reached without it
         * @return this builder
         */
        public Builder proxy(HttpProxy proxy) {
            this.proxy = Option.some(Objects.requireNonNull(proxy, "proxy"));
            return this;
        }

        /**
         * Sets the proxy if there is one, for example {@link HttpProxy#fromEnvironment()}.
         *
         * @param proxy the proxy; empty for the default
         * @return this builder
         */
        public Builder proxy(Option<HttpProxy> proxy) {
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        /**
         * Builds the transport.
         *
         * @return a transport with a client of its own
         */
        public GoogleTransport build() {
            return new GoogleTransport(proxy);
        }
    }

    /**
     * Returns a builder with the settings of {@link #GoogleTransport()}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a transport over the caller's client of {@code java.net.http}, with its proxy, authenticator, TLS settings,
     * connect timeout and executor. Its preferred HTTP version is not used.
     *
     * <p>{@link #close()} aborts the exchanges of this transport and leaves the client open.
     *
     * <p>A client with an authenticator answers challenges by resending the request. With such a client, a GET that the
     * server left unanswered is resent as well.
     *
     * @param client the client
     * @return the transport
     * @throws IllegalArgumentException if the client follows redirects, because a signature must not reach another host
     */
    public static GoogleTransport sharing(HttpClient client) {
        Objects.requireNonNull(client, "client");
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("client must not follow redirects, but its policy is "
                    + client.followRedirects() + "; build it with followRedirects(Redirect.NEVER)");
        }
        return new GoogleTransport(
                request -> new ClientConnector(client, request, ClientConnector.route(client, request), Option.none()));
    }

    private static Connector overUrlConnection() {
        return Connector.opening(url -> (HttpURLConnection) url.openConnection());
    }

    /**
     * Creates a transport over {@link HttpURLConnection}, with the proxy and TLS settings of a connection factory.
     *
     * <p>{@code HttpURLConnection} has properties that cannot be turned off:
     *
     * <ul>
     *   <li>It resends a GET that the server left unanswered.
     *   <li>It keeps idle connections open for some seconds after {@link #close()}.
     *   <li>It keeps the connection and the thread of an exchange that was aborted within the body until the server sends part of
     *       the body, or nothing for the timeout of the request. A server that trickles chunk sizes, extensions or trailers
     *       keeps both for as long as it sends.
     *   <li>It takes a connection that ends within the headers for a response without body. A response without a body,
     *       {@code Content-Length} and {@code Transfer-Encoding} therefore counts as a lost connection.
     *   <li>Before JDK 25 it takes an interim response other than 100, such as 103, for the response.
     *   <li>Its logger {@code sun.net.www.protocol.http.HttpURLConnection} logs the query at level {@code FINE}.
     * </ul>
     *
     * @param factory opens one connection for each exchange; called by any thread
     * @return the transport
     */
    public static GoogleTransport connecting(ConnectionFactory factory) {
        Objects.requireNonNull(factory, "factory");
        return new GoogleTransport(request -> Connector.opening(factory));
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
     * <p>The transport may be over {@code HttpURLConnection}, so that a response without a body, {@code Content-Length} and
     * {@code Transfer-Encoding} counts as a lost connection, as with {@link #connecting}.
     *
     * @param transport the library's transport, for example one with a connection pool. It must neither retry nor redirect by
     *     itself, and should not decode content encodings, which this transport does
     * @return the transport
     */
    public static GoogleTransport sharing(HttpTransport transport) {
        Objects.requireNonNull(transport, "transport");
        return new GoogleTransport(request -> Connector.sharing(transport));
    }

    @Override
    protected Exchange newExchange(TransportRequest request) {
        return new GoogleExchange(request, connectors.apply(request));
    }

    /** {@inheritDoc} Closes the client, unless it is the caller's. */
    @Override
    protected void closeStack() {
        closeClient.run();
    }
}
