package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import io.github.crstasks.transport.HttpProxy.Route;

/** Provides the library's transport for one exchange, and closes the connection of that exchange. */
interface Connector {
    HttpTransport transport();

    /** Returns how the request reaches its endpoint, if the connector knows it. */
    default Route route() {
        return Route.unknown();
    }

    /** Called when the response headers have arrived, before the body is read. */
    default void receiveBody() {}

    /**
     * Returns whether the stack may mistake a connection that ends within the headers for a response without further headers
     * and body, as HttpURLConnection does. Defaults to {@code true}, because the caller's transport may be over that.
     */
    default boolean canTruncateHeaders() {
        return true;
    }

    /** Returns whether the exchange ends promptly when its thread is interrupted, wherever it waits. */
    default boolean isInterruptible() {
        return false;
    }

    /** Closes the connection of the exchange as soon as the stack allows. May block. */
    void disconnect();

    /**
     * Returns a connector over the caller's transport, whose connections cannot be closed before they have received the
     * response headers.
     */
    static Connector sharing(HttpTransport transport) {
        return new Connector() {
            @Override
            public HttpTransport transport() {
                return transport;
            }

            @Override
            public void disconnect() {}
        };
    }

    /**
     * Returns a connector with a transport of its own, so that the connection can be closed. The JDK pools the sockets of
     * all such transports.
     */
    static Connector opening(ConnectionFactory factory) {
        return new SingleConnector(factory);
    }
}
