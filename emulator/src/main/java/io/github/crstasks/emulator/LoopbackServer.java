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

/** HTTP on loopback: takes requests off the wire, puts answers on it, and knows nothing of what they say. */
final class LoopbackServer implements AutoCloseable {
    // Protocol notes, "More facts".
    private static final int LONGEST_QUERY = 32 * 1024;
    private static final int LONGEST_BODY = 1024 * 1024;

    static {
        // The JDK's server sends head and body of an answer in two segments. Unless told otherwise the system holds the
        // second back until the client has acknowledged the first, which takes a client some 40 ms. The only switch is
        // a system property, read once when the server's classes load; a value that somebody chose is left alone.
        String property = "sun.net.httpserver.nodelay";
        if (System.getProperty(property) == null) {
            System.setProperty(property, "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService threads;

    /** Serves at once; the answer to a call is empty if the connection is to be closed without one. */
    LoopbackServer(int port, Function<HttpCall, Optional<HttpReply>> service) {
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
        server.createContext("/", exchange -> serve(exchange, service));
        // The server's own thread inherits from the one that starts it that it does not keep the program alive.
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

    private static void serve(HttpExchange exchange, Function<HttpCall, Optional<HttpReply>> service)
            throws IOException {
        Optional<HttpReply> reply = answer(exchange, service);
        // An exception is how the JDK's server is told to close and forget the connection.
        send(exchange, reply.orElseThrow(() -> new IOException("no answer, on purpose")));
    }

    private static Optional<HttpReply> answer(HttpExchange exchange, Function<HttpCall, Optional<HttpReply>> service)
            throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        Optional<String> query = Optional.ofNullable(exchange.getRequestURI().getRawQuery());
        if (body.length > LONGEST_BODY) {
            return Optional.of(HttpReply.text(413, "the body is longer than " + LONGEST_BODY + " bytes"));
        }
        if (query.isPresent() && query.get().length() > LONGEST_QUERY) {
            return Optional.of(HttpReply.text(414, "the query is longer than " + LONGEST_QUERY + " bytes"));
        }
        try {
            return service.apply(new HttpCall(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), headers(exchange), query, body));
        } catch (RuntimeException | Error e) {
            // Most likely a script's failed assertion: the caller shall see it, and not wait for an answer in vain.
            return Optional.of(HttpReply.text(500, e.toString()));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers;
    }

    private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        boolean bodiless =
                reply.body().length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : reply.body().length);
        if (!bodiless) {
            OutputStream out = exchange.getResponseBody();
            out.write(reply.body(), 0, reply.sent());
            out.flush();
            if (reply.sent() < reply.body().length) {
                throw new IOException("no more than the beginning of an answer, on purpose");
            }
        }
        exchange.close();
    }
}
