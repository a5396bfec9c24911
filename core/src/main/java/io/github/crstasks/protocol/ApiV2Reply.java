package io.github.crstasks.protocol;

import com.google.gson.stream.JsonReader;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A reply of API 2.0. */
final class ApiV2Reply extends JsonReply {
    private static final Pattern MODULE_CODE = Pattern.compile("^\\((\\d{1,9})\\)");
    private static final String SUCCESS = "0";

    private @Nullable String code;
    private String codeDesc = "";
    private String message = "";
    private @Nullable Integer totalCount;
    private List<Task> tasks = List.of();

    ApiV2Reply(JsonReader json, ServiceTime time) {
        super(json, time);
    }

    @Override
    void read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "code" -> code = json.nextString();
                case "codeDesc" -> codeDesc = json.nextString();
                case "message" -> message = json.nextString();
                case "totalCount" -> totalCount = total();
                case "data" -> readData();
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readData() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (fieldWithValue().equals("redisTaskSet")) {
                tasks = readTasks();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    @Override
    Task readTask() throws IOException {
        Instant submittedAt = null;
        String typeName = null;
        String instanceId = null;
        Integer statusCode = null;
        Task.Builder task = Task.builder();
        json.beginObject();
        while (json.hasNext()) {
            // In the order of a row. A switch hashes every name: a page took 1.06 times as long.
            String field = fieldWithValue();
            if (field.equals("startTime")) {
                submittedAt = moment();
            } else if (field.equals("taskName")) {
                typeName = json.nextString();
            } else if (field.equals("redisName")) {
                task.instanceName(json.nextString());
            } else if (field.equals("redisId")) {
                instanceId = json.nextString();
            } else if (field.equals("projectId")) {
                task.projectId(json.nextInt());
            } else if (field.equals("status")) {
                statusCode = json.nextInt();
            } else if (field.equals("progress")) {
                task.progress(json.nextDouble());
            } else {
                json.skipValue();
            }
        }
        json.endObject();
        String name = requiredOfRow("taskName", typeName);
        int status = requiredOfRow("status", statusCode);
        return task.submittedAt(requiredOfRow("startTime", submittedAt))
                .type(ApiV2Names.type(name))
                .typeName(name)
                .status(ApiV2Names.status(status))
                .statusCode(status)
                .instanceId(requiredOfRow("redisId", instanceId))
                .build();
    }

    @Override
    Either<TaskError, TaskRows> outcome() throws Fault {
        String rawCode = required("$.code", code);
        return rawCode.equals(SUCCESS)
                ? Either.right(new TaskRows(tasks, required("$.totalCount", totalCount)))
                : Either.left(rejected(rawCode));
    }

    private TaskError rejected(String rawCode) {
        Matcher matcher = MODULE_CODE.matcher(message);
        Option<Integer> moduleCode = Option.when(matcher.find(), () -> Integer.valueOf(matcher.group(1)));
        return new TaskError.Rejected(
                ApiV2Names.errorCode(rawCode), rawCode, codeDesc, message, moduleCode, Option.none());
    }
}
