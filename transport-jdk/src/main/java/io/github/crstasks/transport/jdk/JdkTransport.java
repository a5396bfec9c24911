package io.github.crstasks.transport.jdk;

import io.github.crstasks.http.Exchanges;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.github.crstasks.http.TransportFailure.Kind;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * Makes exchanges with {@code java.net.http}, in HTTP/1.1, each on a thread of its own: on a machine of two cores the
 * asynchronous call of {@link HttpClient} starts a thread for each exchange as well, and a hundred pages took four times
 * as long with it.
 *
 * <p>A GET that the server leaves unanswered is not sent again behind the caller's back, as {@link HttpClient} would do:
 * its signature would be a replay.
 *
 * <p>Safe for use by any number of threads. All threads of its own are daemons.
 *
 * <p>On JDK 17 its logger {@code jdk.internal.httpclient.debug} shows the query at level {@code DEBUG}, which
 * {@code java.util.logging} calls {@code FINE}.
 */
public final class JdkTransport implements Transport {
    private final Exchanges exchanges = new Exchanges(JdkTransport::daemon);
    private final HttpClient client;
    private final Runnable end;

    /** A transport with a client of its own: the JVM's default proxy, trust store and host name checks. */
    public JdkTransport() {
        OwnClient own = new OwnClient(exchanges.threads());
        this.client = own.client();
        this.end = own::close;
    }

    private JdkTransport(HttpClient client) {
        this.client = client;
        this.end = () -> {};
    }

    /**
     * A transport over the caller's own client, with its proxy, authenticator, TLS, connect timeout and executor.
     *
     * <p>The client stays the caller's: {@link #close()} ends this transport's exchanges and leaves the client open. Its
     * preferred HTTP version is not used. If it has an authenticator, which answers a challenge by sending again, then
     * a GET that was left unanswered is sent again as well.
     *
     * @param client the client
     * @return the transport
     * @throws IllegalArgumentException if the client follows redirects: a signature must not travel to another host
     */
    public static JdkTransport sharing(HttpClient client) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "client must never follow redirects, but does so: " + client.followRedirects());
        }
        return new JdkTransport(client);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "crs-tasks-http");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public Either<TransportFailure, HttpResponse> send(HttpRequest request) {
        return Exchanges.await(request, this::sendAsync);
    }

    @Override
    public CompletableFuture<Either<TransportFailure, HttpResponse>> sendAsync(HttpRequest request) {
        return exchanges.start(request, () -> exchanges.blocking(() -> exchange(request)));
    }

    private Either<TransportFailure, HttpResponse> exchange(HttpRequest request)
            throws IOException, InterruptedException {
        return reply(
                request,
                client.send(outgoing(request, body(request)), head -> new LimitedBody(request.rawBodyLimit())));
    }

    private static java.net.http.HttpRequest outgoing(HttpRequest request, BodyPublisher body) {
        java.net.http.HttpRequest.Builder outgoing = java.net.http.HttpRequest.newBuilder(request.uri())
                // Over plain http the default version would ask for an upgrade to HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .header("Accept-Encoding", "gzip")
                .method(request.method().name(), body);
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> outgoing.header(name, value)));
        return outgoing.build();
    }

    private BodyPublisher body(HttpRequest request) {
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        boolean once =
                request.method() == HttpMethod.GET && client.authenticator().isEmpty();
        return once ? new OneAttempt() : BodyPublishers.ofByteArray(body);
    }

    private static Either<TransportFailure, HttpResponse> reply(
            HttpRequest request, java.net.http.HttpResponse<Option<byte[]>> incoming) {
        // A proxy that wants credentials before it lets a secure connection through leaves none.
        Option<byte[]> body = Objects.requireNonNullElse(incoming.body(), Option.some(new byte[0]));
        return body.toEither(() -> TransportFailure.of(request, Kind.TOO_LARGE))
                .flatMap(raw -> HttpResponse.decode(
                        request,
                        incoming.statusCode(),
                        HttpHeaders.of(incoming.headers().map()),
                        raw));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Waits until an own client has ended where the JDK can close one, from JDK 21 on.
     */
    @Override
    public void close() {
        exchanges.close(end);
    }
}
