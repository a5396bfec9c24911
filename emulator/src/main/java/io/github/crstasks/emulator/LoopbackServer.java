package io.github.crstasks.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An HTTP server on the loopback address, independent of the API that it serves. */
final class LoopbackServer implements AutoCloseable {
    // Source: docs/api/get-redis-task-list.md, section 1.
    private static final int MAX_QUERY_LENGTH = 32 * 1024;
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    static {
        // The JDK's server sends the head and the body of a reply in two segments. With Nagle's algorithm, the second
        // one is held back until the client has acknowledged the first, which takes about 40 ms. The only way to
        // disable it is this system property, which is read once when the server's classes are loaded. A value set by
        // the program is kept.
        String property = "sun.net.httpserver.nodelay";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /**
     * Starts a server.
     *
     * @param port the port, or 0 for a free one
     * @param handler returns the reply to a request, or empty if the connection is to be closed without one
     * @throws UncheckedIOException if the server cannot listen on the port
     */
    LoopbackServer(int port, Function<RawRequest, Optional<RawReply>> handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of the loopback address", e);
        }
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "crs-emulator-" + port());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(exchange, handler));
        // The server's dispatcher thread inherits its daemon status from the thread that starts it, so start it on a
        // daemon thread: then it does not keep the program alive.
        CompletableFuture.runAsync(server::start, threads).join();
    }

    String host() {
        return server.getAddress().getAddress().getHostAddress();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void serve(HttpExchange exchange, Function<RawRequest, Optional<RawReply>> handler)
            throws IOException {
        Optional<RawReply> reply = reply(exchange, handler);
        // The JDK's server closes the connection when a handler throws.
        send(exchange, reply.orElseThrow(() -> new IOException("connection dropped on purpose")));
    }

    private static Optional<RawReply> reply(HttpExchange exchange, Function<RawRequest, Optional<RawReply>> handler)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        Optional<String> query = Optional.ofNullable(exchange.getRequestURI().getRawQuery());
        if (body.length > MAX_BODY_BYTES) {
            return Optional.of(RawReply.text(413, "the body is longer than " + MAX_BODY_BYTES + " bytes"));
        }
        if (query.isPresent() && query.get().length() > MAX_QUERY_LENGTH) {
            return Optional.of(RawReply.text(414, "the query is longer than " + MAX_QUERY_LENGTH + " bytes"));
        }
        try {
            return handler.apply(new RawRequest(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers(exchange), query, body));
        } catch (RuntimeException | Error e) {
            // Most likely an assertion failed in an interceptor. Report it to the client, which would otherwise see
            // no more than a closed connection.
            return Optional.of(RawReply.text(500, e.toString()));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    private static void send(HttpExchange exchange, RawReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless =
                reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
        if (!bodiless) {
            OutputStream out = exchange.getResponseBody();
            out.write(reply.body(), 0, reply.bytesToSend());
            out.flush();
            if (reply.bytesToSend() < reply.body().length) {
                throw new IOException("reply truncated on purpose");
            }
        }
        exchange.close();
    }
}
