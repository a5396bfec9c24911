package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Tasks as the protocol writes them: a whole reply, or its array {@code redisTaskSet} alone. */
final class TaskJson {
    private TaskJson() {}

    /** The reply printed in the API document, section 5. */
    static String documentedReply() {
        try (InputStream in = Objects.requireNonNull(
                TaskJson.class.getResourceAsStream("example-reply.json"), "example-reply.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the documented reply", e);
        }
    }

    /**
     * The rows in their order of submission. They are listed the other way round, so that a list that is newest first
     * comes out as it went in.
     */
    static List<TaskRow> rows(String text, ZoneOffset zone) {
        List<TaskRow> rows = new ArrayList<>();
        try {
            for (JsonElement element : array(JsonParser.parseString(text))) {
                rows.add(row(element.getAsJsonObject(), zone));
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("not a task list as the service writes it: " + e.getMessage(), e);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("task " + rows.size() + " of the list: " + e.getMessage(), e);
        }
        Collections.reverse(rows);
        return rows;
    }

    private static JsonArray array(JsonElement json) {
        return json.isJsonArray()
                ? json.getAsJsonArray()
                : member(member(json.getAsJsonObject(), "data").getAsJsonObject(), "redisTaskSet")
                        .getAsJsonArray();
    }

    private static TaskRow row(JsonObject json, ZoneOffset zone) {
        return new TaskRow(
                LocalDateTime.parse(member(json, "startTime").getAsString(), WireTime.FORMAT)
                        .toInstant(zone),
                member(json, "taskName").getAsString(),
                member(json, "redisName").getAsString(),
                member(json, "redisId").getAsString(),
                member(json, "projectId").getAsLong(),
                member(json, "status").getAsInt(),
                member(json, "progress").getAsInt());
    }

    private static JsonElement member(JsonObject json, String name) {
        JsonElement member = json.get(name);
        if (member == null) {
            throw new JsonParseException(name + " is missing");
        }
        return member;
    }
}
