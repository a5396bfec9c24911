package io.github.crstasks.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Serves the pages of one list in the format of either API, after a delay. Checks no signature, so that a benchmark measures
 * the client.
 */
final class PageServer implements AutoCloseable {
    static {
        // Without this property, which the JDK reads once, each reply waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern OFFSET = Pattern.compile("(?i)\"?offset\"?[=:](\\d+)");
    private static final Pattern LIMIT = Pattern.compile("(?i)\"?limit\"?[=:](\\d+)");

    /** Later pages are made for each request: those of a long list would fill the heap. */
    private static final int MAX_KEPT_ROWS = 10_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile long delayMillis;

    PageServer(int rows) {
        this(rows, Optional.empty());
    }

    /** Starts a server that speaks https if it is given TLS settings. */
    PageServer(int rows, Optional<SSLContext> tls) {
        Pages pages = new Pages(rows);
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            if (tls.isPresent()) {
                HttpsServer secure = HttpsServer.create(address, 0);
                secure.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
                server = secure;
            } else {
                server = HttpServer.create(address, 0);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/v2/index.php", exchange -> answer(exchange, pages::v2));
        server.createContext("/", exchange -> answer(exchange, pages::v3));
        server.start();
    }

    URI endpoint() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    private void answer(HttpExchange exchange, BiFunction<Integer, Integer, String> page) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String request =
                query == null ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : query;
        try {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        int offset = number(OFFSET, request);
        int limit = number(LIMIT, request);
        String key = exchange.getHttpContext().getPath() + offset + '/' + limit;
        byte[] body = offset < MAX_KEPT_ROWS
                ? bodies.computeIfAbsent(key, absent -> bytes(page, offset, limit))
                : bytes(page, offset, limit);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(BiFunction<Integer, Integer, String> page, int offset, int limit) {
        return page.apply(offset, limit).getBytes(StandardCharsets.UTF_8);
    }

    private static int number(Pattern pattern, String request) {
        Matcher matcher = pattern.matcher(request);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
