package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reply of {@code DescribeTaskList}. In a row, every field may be absent. */
final class ApiV3ListReader extends ApiV3ReplyReader<TaskListReply> {
    private @Nullable String totalCount;
    private List<Task> tasks = List.of();

    ApiV3ListReader(JsonReader json, Scope scope, WireTimestamp timestamps) {
        super(json, scope, timestamps);
    }

    @Override
    void readField(String field) throws IOException {
        switch (field) {
            case "TotalCount" -> totalCount = number();
            case "Tasks" -> tasks = list(this::readTask);
            default -> json.skipValue();
        }
    }

    private Task readTask() throws IOException {
        TaskType type = TaskType.UNKNOWN_TYPE;
        TaskStatus status = TaskStatus.UNKNOWN_STATUS;
        Task.Builder task = Task.builder();
        json.beginObject();
        while (json.hasNext()) {
            try {
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
            } catch (NumberFormatException notANumber) {
                skipIfBlank(notANumber);
            }
        }
        json.endObject();
        return task.type(type).status(status).build();
    }

    @Override
    TaskListReply result(Option<String> requestId) throws Fault {
        return new TaskListReply(tasks, total("$.Response.TotalCount", totalCount), requestId);
    }
}
