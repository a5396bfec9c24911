package io.github.crstasks.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Responses of API 2.0, and of proxies in front of it. */
public final class Responses {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Responses() {}

    /** Returns a response of any status. */
    public static TransportResponse of(int status, TransportHeaders headers, String body) {
        return new TransportResponse(status, headers, body.getBytes(UTF_8));
    }

    /** Returns a successful response with a body. */
    public static TransportResponse json(String body) {
        return of(200, TransportHeaders.none(), body);
    }

    /** Returns the rejection of a request. */
    public static TransportResponse rejected(int code) {
        return json("{\"code\": " + code + "}");
    }

    /** Returns a page of a list with a total. */
    public static TransportResponse page(int total, Task... rows) {
        return page(total, List.of(rows));
    }

    /** Returns a page of a list with a total. */
    public static TransportResponse page(int total, List<Task> rows) {
        JsonArray array = new JsonArray();
        rows.forEach(task -> array.add(row(task)));
        JsonObject data = new JsonObject();
        data.add("redisTaskSet", array);
        JsonObject reply = new JsonObject();
        reply.addProperty("code", 0);
        reply.addProperty("totalCount", total);
        reply.add("data", data);
        return json(reply.toString());
    }

    /**
     * Returns the rows that a request asks for, of an unchanging list of the instances crs-0, crs-1 and so on, whatever it
     * filters by.
     *
     * @param total how long the list is
     * @param pageCap how many rows a page has at most
     */
    public static TransportResponse listing(TransportRequest request, int total, int pageCap) {
        int offset = parameter(request, "offset");
        int limit = Math.min(parameter(request, "limit"), pageCap);
        List<Task> rows = IntStream.range(offset, Math.min(total, offset + limit))
                .mapToObj(row -> Tasks.of("crs-" + row))
                .toList();
        return page(total, rows);
    }

    private static int parameter(TransportRequest request, String name) {
        return Stream.of(request.uri().getRawQuery().split("&"))
                .map(parameter -> parameter.split("="))
                .filter(parameter -> parameter[0].equals(name))
                .mapToInt(parameter -> Integer.parseInt(parameter[1]))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject row(Task task) {
        JsonObject row = new JsonObject();
        row.addProperty("startTime", TIME.format(task.submittedAt().get().atOffset(ZoneOffset.ofHours(8))));
        row.addProperty("taskName", task.typeName());
        row.addProperty("redisId", task.instanceId());
        row.addProperty("redisName", task.instanceName());
        row.addProperty("projectId", task.projectId());
        row.addProperty("status", task.statusCode().get());
        row.addProperty("progress", task.progress());
        return row;
    }
}
