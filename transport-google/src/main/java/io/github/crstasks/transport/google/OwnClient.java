package io.github.crstasks.transport.google;

import io.github.crstasks.transport.HttpProxy;
import io.vavr.control.Option;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * An {@link HttpClient} that belongs to one transport, so that it can be closed with it.
 *
 * <p>Before JDK 21 a client cannot be closed: it ends when its selector thread does, which this class therefore interrupts.
 * Otherwise the thread would end after the client was garbage collected, and until then delay the exit of the JVM, by 300 ms
 * on JDK 17.
 */
final class OwnClient implements AutoCloseable {
    private final HttpClient client;
    private final List<Thread> selectorThreads;

    /**
     * Creates a client with the JVM's default authenticator, trust store and host name checks.
     *
     * @param executor runs the client's tasks, on threads outside the thread group of the thread that submits them
     * @param proxy empty for the JVM's default proxy
     */
    OwnClient(Executor executor, Option<HttpProxy> proxy) {
        // The selector thread joins the group of the thread that builds the client, so a group of its own serves to
        // find it.
        ThreadGroup group = new ThreadGroup("crs-tasks-http-client");
        CompletableFuture<HttpClient> built = new CompletableFuture<>();
        Thread builder = new Thread(group, () -> build(executor, proxy, built), "crs-tasks-http-client", 0, false);
        builder.setDaemon(true);
        builder.setContextClassLoader(OwnClient.class.getClassLoader());
        builder.start();
        client = built.join();
        selectorThreads = client instanceof AutoCloseable ? List.of() : selectorThreads(group, builder);
    }

    private static void build(Executor executor, Option<HttpProxy> proxy, CompletableFuture<HttpClient> built) {
        try {
            HttpClient.Builder client = HttpClient.newBuilder().executor(executor);
            proxy.map(HttpProxy::selector).forEach(client::proxy);
            if (!proxy.exists(HttpProxy::hasCredentials)) {
                // As HttpURLConnection does, and java.net.http does not. A client with an authenticator would not send
                // the credentials of the proxy.
                Option.of(Authenticator.getDefault()).forEach(client::authenticator);
            }
            built.complete(client.build());
        } catch (Throwable thrown) {
            built.completeExceptionally(thrown);
        }
    }

    @SuppressWarnings("removal") // Only called where an empty group would otherwise stay in memory.
    private static List<Thread> selectorThreads(ThreadGroup group, Thread builder) {
        group.setDaemon(true);
        Thread[] threads = new Thread[group.activeCount()];
        int count = group.enumerate(threads);
        return Stream.of(threads)
                .limit(count)
                .filter(thread -> thread != builder)
                .toList();
    }

    HttpClient client() {
        return client;
    }

    /** Closes idle connections and ends the selector thread. From JDK 21 on, waits until the client has ended. */
    @Override
    public void close() {
        if (client instanceof AutoCloseable closeable) {
            close(closeable);
        } else {
            selectorThreads.forEach(Thread::interrupt);
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception thrown) {
            throw new IllegalStateException("HttpClient.close() declares no exception", thrown);
        }
    }
}
