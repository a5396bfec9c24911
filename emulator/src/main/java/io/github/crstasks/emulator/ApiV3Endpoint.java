package io.github.crstasks.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The endpoint of API 3.0 (docs/api/describe-task-list.md, sections 2, 3 and 9). */
final class ApiV3Endpoint implements ApiEndpoint {
    static final String PATH = "/";
    private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);
    private static final String SERVICE = "redis";
    private static final String LIST = "DescribeTaskList";
    private static final String INFO = "DescribeTaskInfo";
    private static final Set<String> ACTIONS = Set.of(LIST, INFO);
    private static final String VERSION = "2018-04-12";
    private static final Set<String> REPORTED_HEADERS = Set.of(
            "Authorization",
            "X-TC-Action",
            "X-TC-Version",
            "X-TC-Timestamp",
            "X-TC-Region",
            "X-TC-Language",
            "X-TC-Token");

    private final ApiV3Authenticator authenticator;
    private final TaskStore tasks;
    private final InstantSource clock;
    private final ZoneOffset zone;
    private final DateTimeFormatter timeFormat;

    ApiV3Endpoint(ApiV3Authenticator authenticator, TaskStore tasks, InstantSource clock, ZoneOffset zone) {
        this.authenticator = authenticator;
        this.tasks = tasks;
        this.clock = clock;
        this.zone = zone;
        this.timeFormat = ServiceTimeFormat.FORMATTER.withZone(zone);
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
    public ParsedRequest parse(RawRequest request) {
        Optional<JsonObject> input = input(request);
        return new ParsedRequest(
                parameters(request, input), (behaviour, ordinal) -> execute(request, input, behaviour, ordinal));
    }

    /** Returns the body of a request, or empty if it is not a JSON object. */
    private static Optional<JsonObject> input(RawRequest request) {
        try {
            JsonReader reader = new JsonReader(new StringReader(new String(request.body(), UTF_8)));
            // Unlike JsonParser, an adapter is not lenient, and it is so in versions of Gson without Strictness too.
            JsonElement input = JSON.read(reader);
            return reader.peek() == JsonToken.END_DOCUMENT && input.isJsonObject()
                    ? Optional.of(input.getAsJsonObject())
                    : Optional.empty();
        } catch (IOException | JsonParseException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> parameters(RawRequest request, Optional<JsonObject> input) {
        Map<String, String> parameters = new TreeMap<>();
        REPORTED_HEADERS.forEach(name -> request.header(name).ifPresent(value -> parameters.put(name, value)));
        input.ifPresent(object ->
                object.entrySet().forEach(field -> putFlattened(parameters, field.getKey(), field.getValue())));
        return parameters;
    }

    private static void putFlattened(Map<String, String> parameters, String name, JsonElement value) {
        if (value instanceof JsonArray array) {
            for (int index = 0; index < array.size(); index++) {
                putFlattened(parameters, name + "." + index, array.get(index));
            }
        } else {
            parameters.put(name, value.isJsonPrimitive() ? value.getAsString() : value.toString());
        }
    }

    private ApiReply execute(
            RawRequest request, Optional<JsonObject> input, EmulatorBehaviour behaviour, long ordinal) {
        try {
            return new ApiReply(result(request, input, behaviour, ordinal), true);
        } catch (ApiV3Exception e) {
            return new ApiReply(reply(json -> write(e, ErrorLanguage.of(request), json)), false);
        }
    }

    private String result(RawRequest request, Optional<JsonObject> input, EmulatorBehaviour behaviour, long ordinal) {
        authenticator.authenticate(request, SERVICE, ACTIONS, VERSION, behaviour);
        if (!request.mediaType().equals(Optional.of("application/json")) || input.isEmpty()) {
            throw new ApiV3Exception(ApiV3Exception.INVALID_REQUEST, "the body must be a JSON object");
        }
        return request.header("X-TC-Action").equals(Optional.of(INFO))
                ? taskInfo(input.get(), behaviour)
                : taskList(input.get(), behaviour, ordinal);
    }

    private String taskList(JsonObject input, EmulatorBehaviour behaviour, long ordinal) {
        DescribeTaskListRequest fields = DescribeTaskListRequest.of(input, behaviour, clock.instant(), zone);
        int limit = Math.min(fields.limit(), behaviour.pageCap());
        TaskTable.Page page = tasks.snapshot()
                .page(fields.filter(), fields.offset(), limit, TieOrder.of(behaviour.tieSeed(), ordinal));
        return reply(json -> {
            json.name("TotalCount").value(page.total());
            json.name("Tasks").beginArray();
            for (TaskTable.Entry entry : page.entries()) {
                write(entry, behaviour, json);
            }
            json.endArray();
        });
    }

    private String taskInfo(JsonObject input, EmulatorBehaviour behaviour) {
        long taskId = DescribeTaskInfoRequest.of(input).taskId();
        TaskRow row = tasks.snapshot()
                .find(taskId)
                .orElseThrow(
                        () -> new ApiV3Exception(ApiV3Exception.RESOURCE_NOT_FOUND, "no task has the id " + taskId));
        return reply(json -> {
            json.name("Status").value(ApiV3Codes.statusWord(row.status()));
            json.name("StartTime").value(startTime(row, behaviour));
            // The service writes a text for people here, of which the document has one example.
            json.name("TaskType").value(row.taskName());
            json.name("InstanceId").value(row.redisId());
            json.name("TaskMessage")
                    .value(ApiV3Codes.hasFailed(row.status()) ? row.reason().orElse("") : "");
        });
    }

    private void write(TaskTable.Entry entry, EmulatorBehaviour behaviour, JsonWriter json) throws IOException {
        TaskRow row = entry.row();
        json.beginObject();
        json.name("TaskId").value(entry.taskId());
        json.name("StartTime").value(startTime(row, behaviour));
        json.name("TaskType").value(ApiV3Codes.taskType(row.taskName()));
        json.name("InstanceName").value(row.redisName());
        json.name("InstanceId").value(row.redisId());
        json.name("ProjectId").value(row.projectId());
        json.name("Progress").value(row.progress());
        json.name("EndTime").value(row.endTime().map(timeFormat::format).orElse(null));
        json.name("Result").value(ApiV3Codes.result(row.status()));
        json.endObject();
    }

    private @Nullable String startTime(TaskRow row, EmulatorBehaviour behaviour) {
        return row.startTime()
                .map(timeFormat::format)
                .or(behaviour.missingTime()::text)
                .orElse(null);
    }

    private static void write(ApiV3Exception error, ErrorLanguage language, JsonWriter json) throws IOException {
        json.name("Error").beginObject();
        json.name("Code").value(error.code());
        json.name("Message").value(language.explain(error));
        json.endObject();
    }

    private static String reply(JsonObjectText.Members members) {
        return JsonObjectText.of(json -> {
            json.name("Response").beginObject();
            members.write(json);
            json.name("RequestId").value(UUID.randomUUID().toString());
            json.endObject();
        });
    }
}
