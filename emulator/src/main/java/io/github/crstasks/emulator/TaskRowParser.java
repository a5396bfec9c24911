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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Parses task rows in the JSON format of either API: a whole reply, or its array {@code redisTaskSet} or {@code Tasks}
 * alone. {@link TaskRowReader} has the fields of a row.
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
     * @throws IllegalArgumentException if the text does not have the format of a reply or of its array; the message names
     *     the row, counted from 1, and the field
     */
    static List<TaskRow> parse(String text, ZoneOffset zone) {
        List<TaskRow> rows = new ArrayList<>();
        for (JsonElement element : taskSet(json(text))) {
            int number = rows.size() + 1;
            if (!element.isJsonObject()) {
                throw notATaskList("row " + number + " is not an object: " + excerpt(element));
            }
            rows.add(new TaskRowReader(element.getAsJsonObject(), number, zone).row());
        }
        Collections.reverse(rows);
        return rows;
    }

    private static JsonElement json(String text) {
        try {
            return JsonParser.parseString(text);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(
                    "not a task list of the service, because it is not JSON: " + cause(e), e);
        }
    }

    private static String cause(JsonParseException e) {
        return e.getCause() == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(e.getCause().getMessage());
    }

    private static JsonArray taskSet(JsonElement json) {
        if (json.isJsonArray()) {
            return json.getAsJsonArray();
        }
        if (!json.isJsonObject()) {
            throw notATaskList("it is neither an object nor an array: " + excerpt(json));
        }
        JsonObject reply = json.getAsJsonObject();
        if (reply.has("Response")) {
            return array(object(reply, "Response"), "Tasks");
        }
        return reply.has("Tasks") ? array(reply, "Tasks") : array(object(reply, "data"), "redisTaskSet");
    }

    private static JsonObject object(JsonObject json, String name) {
        JsonElement member = member(json, name);
        if (!member.isJsonObject()) {
            throw notATaskList(name + " is not an object: " + excerpt(member));
        }
        return member.getAsJsonObject();
    }

    private static JsonArray array(JsonObject json, String name) {
        JsonElement member = member(json, name);
        if (!member.isJsonArray()) {
            throw notATaskList(name + " is not an array: " + excerpt(member));
        }
        return member.getAsJsonArray();
    }

    private static JsonElement member(JsonObject json, String name) {
        JsonElement member = json.get(name);
        if (member == null) {
            throw notATaskList(name + " is missing in " + excerpt(json));
        }
        return member;
    }

    private static IllegalArgumentException notATaskList(String reason) {
        return new IllegalArgumentException("not a task list of the service: " + reason);
    }

    /** Returns the start of a value, for a message. */
    static String excerpt(JsonElement json) {
        String text = json.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
