package io.github.crstasks.transport.jdk;

import io.github.crstasks.transport.BlockingTransport;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.HttpProxy;
import io.github.crstasks.transport.HttpProxy.Route;
import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** One exchange with an {@link HttpClient}. */
final class JdkExchange implements BlockingTransport.Exchange {
    private final TransportRequest request;
    private final HttpClient client;
    private final Option<HttpProxy> proxy;

    /**
     * Creates an exchange.
     *
     * @param proxy the proxy that the client was built with, for its credentials; empty if the client has its own settings
     */
    JdkExchange(TransportRequest request, HttpClient client, Option<HttpProxy> proxy) {
        this.request = request;
        this.client = client;
        this.proxy = proxy;
    }

    @Override
    public Either<TransportFailure, TransportResponse> execute() throws InterruptedException {
        Route route = Route.select(
                Option.ofOptional(client.proxy()).orElse(() -> Option.of(ProxySelector.getDefault())), request);
        Option<TransportFailure> unsupported = route.unsupported(request);
        if (unsupported.isDefined()) {
            return Either.left(unsupported.get());
        }
        try {
            return read(client.send(outgoing(), head -> new LimitedBody(request.maxEncodedBytes())), route);
        } catch (IOException thrown) {
            return Either.left(route.failure(request, thrown));
        }
    }

    private Either<TransportFailure, TransportResponse> read(
            HttpResponse<@Nullable Option<byte[]>> response, Route route) throws IOException {
        Option<byte[]> body = response.body();
        if (body == null) {
            // This is how the client returns the challenge of a proxy that opens no tunnel for https without
            // credentials.
            throw new IOException("Tunnel failed, got: " + response.statusCode());
        }
        Option<TransportFailure> refusal = route.refusal(request, response.statusCode());
        return refusal.isDefined()
                ? Either.left(refusal.get())
                : body.toEither(() -> TransportFailure.of(request, Kind.TOO_LARGE))
                        .flatMap(received -> TransportResponse.decode(
                                request,
                                response.statusCode(),
                                TransportHeaders.of(response.headers().map()),
                                received));
    }

    private HttpRequest outgoing() {
        HttpRequest.Builder outgoing = HttpRequest.newBuilder(request.uri())
                // With the default version, requests over plain http would offer an upgrade to HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept-Encoding", "gzip")
                .method(request.method().name(), body());
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
        // The client sends this header to the proxy only: with CONNECT for https, with the request for http.
        proxy.flatMap(known -> known.authorization(request.endpoint()))
                .forEach(value -> outgoing.header("Proxy-Authorization", value));
        return outgoing.build();
    }

    private BodyPublisher body() {
        // An authenticator answers a challenge by sending the request again, so there the body must be repeatable.
        if (request.method() == HttpMethod.GET && client.authenticator().isEmpty()) {
            return new NonRepeatableBody();
        }
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        return BodyPublishers.ofByteArray(body);
    }

    /** Does nothing: the client aborts the exchange when the thread that waits for it is interrupted. */
    @Override
    public void abort() {}

    @Override
    public boolean isInterruptible() {
        return true;
    }
}
