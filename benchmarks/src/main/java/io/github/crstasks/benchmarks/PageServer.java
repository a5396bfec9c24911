package io.github.crstasks.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages of one unchanging list in the words of either API, after a delay, to whoever asks: checks nothing, so that what is
 * measured is the clients.
 */
final class PageServer implements AutoCloseable {
    static {
        // Read once, when the JDK's server is loaded; without it each reply waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern OFFSET = Pattern.compile("(?i)\"?offset\"?[=:](\\d+)");
    private static final Pattern LIMIT = Pattern.compile("(?i)\"?limit\"?[=:](\\d+)");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> written = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile long delayMillis;

    PageServer(int rows) {
        Pages pages = new Pages(rows);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/v2/index.php", exchange -> answer(exchange, pages::ofV2));
        server.createContext("/", exchange -> answer(exchange, pages::ofV3));
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void delay(long millis) {
        delayMillis = millis;
    }

    private void answer(HttpExchange exchange, BiFunction<Integer, Integer, String> page) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        String question =
                query == null ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) : query;
        try {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        int offset = number(OFFSET, question);
        int limit = number(LIMIT, question);
        byte[] body = written.computeIfAbsent(
                exchange.getHttpContext().getPath() + offset + '/' + limit,
                unwritten -> page.apply(offset, limit).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static int number(Pattern name, String question) {
        Matcher matcher = name.matcher(question);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
