package io.github.crstasks.transport.jdk;

import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.Objects;

/**
 * Sends requests with {@code java.net.http}, over HTTP/1.1.
 *
 * <p>Each exchange is a blocking call, on the calling thread or a worker thread as {@link BlockingTransport} says. The
 * asynchronous call of {@link HttpClient} starts a thread for each exchange as well: a hundred pages took four times as long
 * with it.
 *
 * <p>Unlike {@link HttpClient}, this transport does not resend a GET that the server left unanswered: the service would
 * refuse its signature as a replay.
 *
 * <p>Safe for use by any number of threads. All its threads are daemons.
 *
 * <p>On JDK 17 the logger {@code jdk.internal.httpclient.debug} logs the query at level {@code DEBUG}, which
 * {@code java.util.logging} calls {@code FINE}.
 */
public final class JdkTransport extends BlockingTransport {
    private final HttpClient client;
    private final Option<HttpProxy> proxy;
    private final Runnable closeClient;

    /**
     * Creates a transport with a client of its own, which has the JVM's default proxy, trust store and host name checks. From
     * JDK 21 on, {@link #close()} waits until the client has ended.
     */
    public JdkTransport() {
        this(Option.none());
    }

    private JdkTransport(Option<HttpProxy> proxy) {
        OwnClient own = new OwnClient(workers(), proxy);
        this.client = own.client();
        this.proxy = proxy;
        this.closeClient = own::close;
    }

    private JdkTransport(HttpClient client) {
        this.client = client;
        this.proxy = Option.none();
        this.closeClient = () -> {};
    }

    /** Settings of a transport with a client of its own. Not safe for use by several threads at once. */
    public static final class Builder {
        private Option<HttpProxy> proxy = Option.none();

        private Builder() {}

        /**
         * Sets the proxy, which is used instead of the JVM's. Defaults to the proxy that {@link ProxySelector#getDefault()}
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
        public JdkTransport build() {
            return new JdkTransport(proxy);
        }
    }

    /**
     * Returns a builder with the settings of {@link #JdkTransport()}.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a transport over the caller's client, with its proxy, authenticator, TLS settings, connect timeout and
     * executor. Its preferred HTTP version is not used.
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
    public static JdkTransport sharing(HttpClient client) {
        Objects.requireNonNull(client, "client");
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("client must not follow redirects, but its policy is "
                    + client.followRedirects() + "; build it with followRedirects(Redirect.NEVER)");
        }
        return new JdkTransport(client);
    }

    @Override
    protected Exchange newExchange(TransportRequest request) {
        return new JdkExchange(request, client, proxy);
    }

    /** {@inheritDoc} Closes the client, unless it is the caller's. */
    @Override
    protected void closeStack() {
        closeClient.run();
    }
}
