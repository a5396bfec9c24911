package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a reply of API 2.0. */
final class ApiV2ReplyReader extends ReplyReader<TaskListReply> {
    private static final Pattern MODULE_CODE = Pattern.compile("^\\((\\d{1,9})\\)");
    private static final String SUCCESS = "0";

    private @Nullable String code;
    private boolean isOfApi3;
    private @Nullable String codeDesc;
    private @Nullable String message;
    private @Nullable String totalCount;
    private List<Task> tasks = List.of();

    ApiV2ReplyReader(JsonReader json, Scope scope, WireTimestamp timestamps) {
        super(json, scope, timestamps);
    }

    @Override
    void read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "code" -> code = json.nextString();
                case "codeDesc" -> codeDesc = textIfAny();
                case "message" -> message = textIfAny();
                case "totalCount" -> totalCount = number();
                case "data" -> readData();
                case "Response" -> {
                    isOfApi3 = true;
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readData() throws IOException {
        if (scope == Scope.REFUSAL || json.peek() != JsonToken.BEGIN_OBJECT) {
            // A refusal has no rows, and a list without tasks may have no object here but, for example, an empty array.
            json.skipValue();
            return;
        }
        json.beginObject();
        while (json.hasNext()) {
            if (fieldWithValue().equals("redisTaskSet")) {
                tasks = list(this::readTask);
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private Task readTask() throws IOException {
        String typeName = null;
        String instanceId = null;
        Long statusCode = null;
        Task.Builder task = Task.builder();
        json.beginObject();
        while (json.hasNext()) {
            try {
                switch (fieldWithValue()) {
                    case "startTime" -> task.submittedAt(moment());
                    case "taskName" -> typeName = json.nextString();
                    case "redisName" -> task.instanceName(json.nextString());
                    case "redisId" -> instanceId = json.nextString();
                    case "projectId" -> task.projectId(json.nextLong());
                    case "status" -> statusCode = json.nextLong();
                    case "progress" -> task.progress(json.nextDouble());
                    default -> json.skipValue();
                }
            } catch (NumberFormatException notANumber) {
                skipIfBlank(notANumber);
            }
        }
        json.endObject();
        String name = requiredOfRow("taskName", typeName);
        long status = requiredOfRow("status", statusCode);
        return task.type(ApiV2Names.type(name))
                .typeName(name)
                .status(ApiV2Names.status(status))
                .statusCode(status)
                .instanceId(requiredOfRow("redisId", instanceId))
                .build();
    }

    @Override
    Either<TaskError, TaskListReply> outcome() throws Fault {
        if (code == null && isOfApi3) {
            throw NonServiceResponse.ofOtherApi("$.code", "API 3.0", "API 2.0", "ApiV3");
        }
        String rawCode = required("$.code", code);
        return rawCode.equals(SUCCESS)
                ? Either.right(new TaskListReply(tasks, total("$.totalCount", totalCount)))
                : Either.left(rejected(rawCode));
    }

    private TaskError rejected(String rawCode) {
        String text = Objects.requireNonNullElse(message, "");
        Matcher matcher = MODULE_CODE.matcher(text);
        Option<Integer> moduleCode = Option.when(matcher.find(), () -> Integer.valueOf(matcher.group(1)));
        return new TaskError.Rejected(
                ApiV2Names.errorCode(rawCode),
                rawCode,
                Objects.requireNonNullElse(codeDesc, ""),
                text,
                moduleCode,
                Option.none());
    }
}
