package io.github.crstasks.transport.jdk;

import java.net.http.HttpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A client that nobody shares, and so one that can be ended. */
final class OwnClient implements AutoCloseable {
    private final ThreadGroup threads = new ThreadGroup("crs-tasks-http");
    private final HttpClient client;

    OwnClient(Executor executor) {
        // The thread that a client starts for itself joins the group of the thread that builds the client.
        client = CompletableFuture.supplyAsync(
                        () -> HttpClient.newBuilder().executor(executor).build(),
                        building -> new Thread(threads, building).start())
                .join();
    }

    HttpClient client() {
        return client;
    }

    /**
     * Closes idle connections and ends the client's thread.
     *
     * <p>Before JDK 21 nothing closes a client but the end of its thread, which otherwise comes with garbage collection;
     * until then the JVM cannot exit without waiting for it, 300 ms on JDK 17.
     */
    @Override
    @SuppressWarnings("removal") // Only where a group without threads would otherwise stay in memory.
    public void close() {
        if (client instanceof AutoCloseable closeable) {
            close(closeable);
        } else {
            threads.setDaemon(true);
            threads.interrupt();
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception impossible) {
            throw new IllegalStateException("an HttpClient closes without an exception", impossible);
        }
    }
}
