package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.HttpProxy.Route;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Makes one exchange with {@code java.net.http}, which ends when its thread is interrupted. */
final class ClientConnector implements Connector {
    private final HttpClient client;
    private final Route route;
    private final Option<String> proxyAuthorization;
    private final int maxEncodedBytes;

    /**
     * Creates a connector.
     *
     * @param route the route of the client
     * @param proxy the proxy that the client was built with, for its credentials; empty if the client has its own settings
     */
    ClientConnector(HttpClient client, TransportRequest request, Route route, Option<HttpProxy> proxy) {
        this.client = client;
        this.maxEncodedBytes = request.maxEncodedBytes();
        this.route = route;
        this.proxyAuthorization = proxy.flatMap(known -> known.authorization(request.endpoint()));
    }

    /** Selects the route of a request over a client. */
    static Route route(HttpClient client, TransportRequest request) {
        return Route.select(
                Option.ofOptional(client.proxy()).orElse(() -> Option.of(ProxySelector.getDefault())), request);
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public HttpTransport transport() {
        return new HttpTransport() {
            @Override
            protected LowLevelHttpRequest buildRequest(String method, String url) {
                return new Request(method, url);
            }
        };
    }

    @Override
    public boolean canTruncateHeaders() {
        return false;
    }

    @Override
    public boolean isInterruptible() {
        return true;
    }

    /** Does nothing: the client aborts the exchange when the thread that waits for it is interrupted. */
    @Override
    public void disconnect() {}

    private final class Request extends LowLevelHttpRequest {
        private final String method;
        private final HttpRequest.Builder outgoing;

        Request(String method, String url) {
            this.method = method;
            // With the default version, requests over plain http would offer an upgrade to HTTP/2.
            this.outgoing = HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1);
            // The client sends this header to the proxy only: with CONNECT for https, with the request for http.
            proxyAuthorization.forEach(value -> outgoing.header("Proxy-Authorization", value));
        }

        @Override
        public void addHeader(String name, String value) {
            outgoing.header(name, value);
        }

        @Override
        public LowLevelHttpResponse execute() throws IOException {
            HttpRequest request = outgoing.method(method, content()).build();
            try {
                HttpResponse<byte @Nullable []> response =
                        client.send(request, head -> new TruncatedBody(maxEncodedBytes));
                if (response.body() == null) {
                    // This is how the client returns the challenge of a proxy that opens no tunnel for https without
                    // credentials.
                    throw new IOException("Tunnel failed, got: " + response.statusCode());
                }
                return new ClientResponse(response);
            } catch (InterruptedException interrupted) {
                InterruptedIOException thrown = new InterruptedIOException("the exchange was aborted");
                thrown.initCause(interrupted);
                throw thrown;
            }
        }

        private BodyPublisher content() throws IOException {
            if (getContentType() != null) {
                outgoing.header("Content-Type", getContentType());
            }
            if (getStreamingContent() != null) {
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                getStreamingContent().writeTo(content);
                return BodyPublishers.ofByteArray(content.toByteArray());
            }
            // An authenticator answers a challenge by sending the request again, so there the body must be repeatable.
            return client.authenticator().isPresent() ? BodyPublishers.noBody() : new NonRepeatableBody();
        }
    }
}
