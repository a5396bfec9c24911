package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** API 3.0: from a call to the JSON of its reply (its notes, "Input" and "Output"). */
final class ApiV3 implements Api {
    static final String PATH = "/";
    private static final Set<String> SHOWN_HEADERS =
            Set.of("Authorization", "X-TC-Action", "X-TC-Version", "X-TC-Timestamp", "X-TC-Region", "X-TC-Token");

    private final Tc3Gate gate;
    private final TaskStore tasks;
    private final ZoneOffset zone;
    private final DateTimeFormatter timeFormat;

    ApiV3(Tc3Gate gate, TaskStore tasks, ZoneOffset zone) {
        this.gate = gate;
        this.tasks = tasks;
        this.zone = zone;
        this.timeFormat = WireTime.FORMAT.withZone(zone);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("POST");
    }

    @Override
    public Question read(HttpCall call) {
        Optional<JsonObject> input = input(call);
        return new Question() {
            @Override
            public Map<String, String> parameters() {
                return ApiV3.parameters(call, input);
            }

            @Override
            public Answer answer(Behaviour behaviour) {
                try {
                    return new Answer(ApiV3.this.answer(call, input, behaviour), true);
                } catch (ApiV3Refusal refusal) {
                    return new Answer(json(json -> write(refusal, json)), false);
                }
            }
        };
    }

    private static Optional<JsonObject> input(HttpCall call) {
        try {
            JsonReader reader = new JsonReader(new StringReader(new String(call.body(), UTF_8)));
            reader.setStrictness(Strictness.STRICT);
            return Optional.of(JsonParser.parseReader(reader))
                    .filter(JsonElement::isJsonObject)
                    .map(JsonElement::getAsJsonObject);
        } catch (JsonParseException notJson) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(HttpCall call, Optional<JsonObject> input) {
        Map<String, String> parameters = new TreeMap<>();
        SHOWN_HEADERS.forEach(name -> call.header(name).ifPresent(value -> parameters.put(name, value)));
        input.ifPresent(object -> object.asMap().forEach((name, value) -> put(parameters, name, value)));
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, JsonElement value) {
        if (value instanceof JsonArray array) {
            for (int index = 0; index < array.size(); index++) {
                put(parameters, name + "." + index, array.get(index));
            }
        } else {
            parameters.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString());
        }
    }

    private String answer(HttpCall call, Optional<JsonObject> input, Behaviour behaviour) {
        gate.check(call, "redis", "DescribeTaskList", "2018-04-12");
        if (!call.mediaType().equals(Optional.of("application/json")) || input.isEmpty()) {
            throw new ApiV3Refusal(ApiV3Refusal.INVALID_REQUEST, "the body must be a JSON object");
        }
        DescribeTaskList asked = DescribeTaskList.of(input.get(), behaviour, zone);
        int limit = Math.min(asked.limit(), behaviour.pageCap());
        TaskTable.Page page = tasks.now().page(asked.selection(), asked.offset(), limit);
        return json(json -> {
            json.name("TotalCount").value(page.total());
            json.name("Tasks").beginArray();
            for (TaskTable.Entry entry : page.entries()) {
                write(entry, json);
            }
            json.endArray();
        });
    }

    private void write(TaskTable.Entry entry, JsonWriter json) throws IOException {
        TaskRow row = entry.row();
        json.beginObject();
        json.name("TaskId").value(entry.handle());
        json.name("StartTime").value(timeFormat.format(row.startTime()));
        json.name("TaskType").value(WireCodes.ofType(row.taskName()));
        json.name("InstanceName").value(row.redisName());
        json.name("InstanceId").value(row.redisId());
        json.name("ProjectId").value(row.projectId());
        json.name("Progress").value(row.progress());
        json.name("EndTime").value(row.endTime().map(timeFormat::format).orElse(null));
        json.name("Result").value(WireCodes.ofStatus(row.status()));
        json.endObject();
    }

    private static void write(ApiV3Refusal refusal, JsonWriter json) throws IOException {
        json.name("Error").beginObject();
        json.name("Code").value(refusal.code());
        json.name("Message").value(refusal.getMessage());
        json.endObject();
    }

    private static String json(JsonText.Members members) {
        return JsonText.object(json -> {
            json.name("Response").beginObject();
            members.write(json);
            json.name("RequestId").value(UUID.randomUUID().toString());
            json.endObject();
        });
    }
}
