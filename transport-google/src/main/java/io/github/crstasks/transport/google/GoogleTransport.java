package io.github.crstasks.transport.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.ConnectionFactory;
import io.github.crstasks.http.Exchanges;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.http.Transport;
import io.github.crstasks.http.TransportFailure;
import io.vavr.control.Either;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Makes exchanges with the Google HTTP Client Library for Java, each on a thread of its own: the library blocks.
 *
 * <p>What the JDK's {@link HttpURLConnection} below it does and nobody can switch off: a GET that the server leaves
 * unanswered is sent once more; a connection that is idle stays open for some seconds after {@link #close()}; one that
 * falls silent within a body is held until the time-out of the request has passed, whatever became of the exchange;
 * its logger {@code sun.net.www.protocol.http.HttpURLConnection} shows the query at level {@code FINE}.
 *
 * <p>Safe for use by any number of threads. All threads of its own are daemons.
 */
public final class GoogleTransport implements Transport {
    private final Exchanges exchanges = new Exchanges(GoogleTransport::daemon);
    private final Supplier<Stack> stacks;

    /** A transport over {@link HttpURLConnection}: the JVM's default proxy, trust store and host name checks. */
    public GoogleTransport() {
        this(() -> Stack.over(url -> (HttpURLConnection) url.openConnection()));
    }

    private GoogleTransport(Supplier<Stack> stacks) {
        this.stacks = stacks;
    }

    /**
     * A transport over {@link HttpURLConnection} with the caller's proxy and TLS settings.
     *
     * @param factory opens a connection with them; called once for each exchange, by any thread
     * @return the transport
     */
    public static GoogleTransport connecting(ConnectionFactory factory) {
        return new GoogleTransport(() -> Stack.over(factory));
    }

    /**
     * A transport over the caller's own transport of the library, with its proxy and TLS settings.
     *
     * <p>It stays the caller's: {@link #close()} ends this transport's exchanges, the caller shuts it down. Redirects and
     * retries of the library are off whatever it says. An exchange that is ended early keeps its connection and thread
     * until the other side acts or the time-out of the request passes without a byte, so for ever if bytes trickle: the
     * library lets nobody reach into it.
     *
     * @param transport the library's transport, for example a pooled one; it must neither retry nor redirect by itself,
     *     and had better leave content encodings alone, which are undone here
     * @return the transport
     */
    public static GoogleTransport sharing(HttpTransport transport) {
        return new GoogleTransport(() -> Stack.sharing(transport));
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
        return exchanges.start(request, () -> start(request, stacks.get()));
    }

    // Its outcome is the one that is returned.
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<Either<TransportFailure, HttpResponse>> start(HttpRequest request, Stack stack) {
        var exchange = exchanges.blocking(new BlockingExchange(request, stack)::send);
        exchange.whenComplete((reply, thrown) -> {
            // A pool that is waited for knows interruption; a connection has to be cut, which may block.
            if (exchange.isCancelled()) {
                exchanges.threads().execute(stack::cut);
            }
        });
        return exchange;
    }

    @Override
    public void close() {
        exchanges.close(() -> {});
    }
}
