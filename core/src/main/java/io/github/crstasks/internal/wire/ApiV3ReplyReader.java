package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reply of API 3.0. In a row, every field may be absent. */
final class ApiV3ReplyReader extends ReplyReader {
    private boolean isOfApi2;
    private boolean hasResponse;
    private boolean isError;
    private @Nullable String code;
    private String message = "";
    private Option<String> requestId = Option.none();
    private @Nullable String totalCount;
    private List<Task> tasks = List.of();

    ApiV3ReplyReader(JsonReader json, WireTimestamp timestamps) {
        super(json, timestamps);
    }

    @Override
    void read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "Response" -> {
                    hasResponse = true;
                    readResponse();
                }
                case "code" -> {
                    isOfApi2 = true;
                    json.skipValue();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readResponse() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "RequestId" -> requestId = Option.some(json.nextString());
                case "TotalCount" -> totalCount = number();
                case "Tasks" -> tasks = readTasks();
                case "Error" -> readError();
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    private void readError() throws IOException {
        isError = true;
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "Code" -> code = json.nextString();
                case "Message" -> message = json.nextString();
                default -> json.skipValue();
            }
        }
        json.endObject();
    }

    @Override
    Task readTask() throws IOException {
        TaskType type = TaskType.UNKNOWN_TYPE;
        TaskStatus status = TaskStatus.UNKNOWN_STATUS;
        Task.Builder task = Task.builder();
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "TaskId" -> task.taskId(json.nextLong());
                case "StartTime" -> task.submittedAt(moment());
                case "EndTime" -> task.endedAt(momentIfAny());
                case "TaskType" -> {
                    String name = json.nextString();
                    task.typeName(name);
                    type = ApiV3Names.type(name);
                }
                case "InstanceId" -> task.instanceId(json.nextString());
                case "InstanceName" -> task.instanceName(json.nextString());
                case "ProjectId" -> task.projectId(json.nextLong());
                case "Progress" -> task.progress(json.nextDouble());
                case "Result" -> {
                    long result = json.nextLong();
                    task.statusCode(result);
                    status = ApiV3Names.status(result);
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        return task.type(type).status(status).build();
    }

    @Override
    Either<TaskError, TaskListReply> outcome() throws Fault {
        if (!hasResponse && isOfApi2) {
            throw NonServiceResponse.ofOtherApi("$.Response", "API 2.0", "API 3.0", "ApiV2");
        }
        if (!hasResponse) {
            throw new Fault("$.Response", "missing");
        }
        if (isError) {
            String rawCode = required("$.Response.Error.Code", code);
            return Either.left(new TaskError.Rejected(
                    ApiV3Names.errorCode(rawCode), rawCode, "", message, Option.none(), requestId));
        }
        return Either.right(new TaskListReply(tasks, total("$.Response.TotalCount", totalCount), requestId));
    }
}
