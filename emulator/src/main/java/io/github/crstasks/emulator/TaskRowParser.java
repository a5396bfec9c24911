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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Parses task rows in the JSON format of API 2.0: a whole reply, or its array {@code redisTaskSet} alone. A row may also have
 * a {@code reason}, the text that API 3.0 sends for a task that failed.
 */
final class TaskRowParser {
    private TaskRowParser() {}

    /** Returns the example reply of docs/api/get-redis-task-list.md, section 7. */
    static String documentedReply() {
        try (InputStream in = Objects.requireNonNull(
                TaskRowParser.class.getResourceAsStream("example-reply.json"), "example-reply.json")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the documented reply", e);
        }
    }

    /**
     * Parses rows.
     *
     * @return the rows in reverse order: replies list the newest task first, the store takes tasks in the order of
     *     submission
     * @throws IllegalArgumentException if the text does not have the format of a reply or of its array
     */
    static List<TaskRow> parse(String text, ZoneOffset zone) {
        List<TaskRow> rows = new ArrayList<>();
        try {
            for (JsonElement element : taskSet(JsonParser.parseString(text))) {
                rows.add(row(element.getAsJsonObject(), zone));
            }
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw new IllegalArgumentException("not a task list in the format of the service: " + e.getMessage(), e);
        } catch (NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("task " + rows.size() + " of the list: " + e.getMessage(), e);
        }
        Collections.reverse(rows);
        return rows;
    }

    private static JsonArray taskSet(JsonElement json) {
        return json.isJsonArray()
                ? json.getAsJsonArray()
                : member(member(json.getAsJsonObject(), "data").getAsJsonObject(), "redisTaskSet")
                        .getAsJsonArray();
    }

    private static TaskRow row(JsonObject json, ZoneOffset zone) {
        TaskRow row = new TaskRow(
                startTime(member(json, "startTime"), zone),
                member(json, "taskName").getAsString(),
                member(json, "redisName").getAsString(),
                member(json, "redisId").getAsString(),
                member(json, "projectId").getAsLong(),
                member(json, "status").getAsInt(),
                member(json, "progress").getAsInt(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        JsonElement reason = json.get("reason");
        return reason == null || reason.isJsonNull() ? row : row.withReason(reason.getAsString());
    }

    /** Returns a start time, or empty if it is written in one of the ways in which the emulator writes a missing one. */
    private static Optional<Instant> startTime(JsonElement json, ZoneOffset zone) {
        Optional<String> text = json.isJsonNull() ? Optional.empty() : Optional.of(json.getAsString());
        return text.filter(value -> !isMissing(value))
                .map(value -> Instant.ofEpochSecond(ServiceTimeFormat.parseToEpochSecond(value, zone)));
    }

    private static boolean isMissing(String time) {
        return Arrays.stream(EmulatorBehaviour.MissingTime.values())
                .anyMatch(missing -> missing.text().equals(Optional.of(time)));
    }

    private static JsonElement member(JsonObject json, String name) {
        JsonElement member = json.get(name);
        if (member == null) {
            throw new JsonParseException(name + " is missing");
        }
        return member;
    }
}
