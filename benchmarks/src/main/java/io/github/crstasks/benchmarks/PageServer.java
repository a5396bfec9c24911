package io.github.crstasks.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pages of one unchanging list in the words of API 2.0 and of API 3.0, after a delay, to whoever asks: checks nothing, so
 * that what is measured is the clients.
 */
final class PageServer implements AutoCloseable {
    static {
        // Read once, when the JDK's server is loaded; without it each reply waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Pattern OFFSET = Pattern.compile("(?i)\"?offset\"?[=:](\\d+)");
    private static final Pattern LIMIT = Pattern.compile("(?i)\"?limit\"?[=:](\\d+)");
    private static final LocalDateTime NEWEST = LocalDateTime.of(2017, 2, 10, 16, 56, 18);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> written = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final int rows;
    private final long delayMillis;

    PageServer(int rows, long delayMillis) {
        this.rows = rows;
        this.delayMillis = delayMillis;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/v2/index.php", exchange -> answer(exchange, this::pageOfV2));
        server.createContext("/", exchange -> answer(exchange, this::pageOfV3));
        server.start();
    }

    private interface Page {
        String of(int offset, int limit);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange, Page page) throws IOException {
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
                unwritten -> page.of(offset, limit).getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static int number(Pattern name, String question) {
        Matcher matcher = name.matcher(question);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private String pageOfV2(int offset, int limit) {
        return list(
                        offset,
                        limit,
                        row -> "{\"startTime\":\"" + time(row) + "\",\"taskName\":\"backupInstance\","
                                + "\"redisName\":\"测试API专用\",\"redisId\":\"crs-izbob1wh\",\"projectId\":0,\"status\":2,\"progress\":1}")
                .collect(Collectors.joining(
                        ",",
                        "{\"code\":0,\"message\":\"\",\"codeDesc\":\"Success\",\"totalCount\":" + rows
                                + ",\"data\":{\"redisTaskSet\":[",
                        "]}}"));
    }

    private String pageOfV3(int offset, int limit) {
        return list(
                        offset,
                        limit,
                        row -> "{\"TaskId\":" + row + ",\"StartTime\":\"" + time(row) + "\",\"EndTime\":\""
                                + time(row) + "\",\"TaskType\":\"012\",\"InstanceName\":\"测试API专用\","
                                + "\"InstanceId\":\"crs-izbob1wh\",\"ProjectId\":0,\"Progress\":1,\"Result\":2}")
                .collect(Collectors.joining(
                        ",", "{\"Response\":{\"TotalCount\":" + rows + ",\"RequestId\":\"1\",\"Tasks\":[", "]}}"));
    }

    private Stream<String> list(int offset, int limit, IntFunction<String> row) {
        return IntStream.range(offset, Math.min(rows, offset + limit)).mapToObj(row);
    }

    private static String time(int row) {
        return TIME.format(NEWEST.minusSeconds(row));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
