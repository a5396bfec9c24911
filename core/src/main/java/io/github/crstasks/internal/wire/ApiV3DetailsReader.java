package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.io.IOException;

/** Reads a reply of {@code DescribeTaskInfo}. Every field may be absent. */
final class ApiV3DetailsReader extends ApiV3ReplyReader<TaskDetails> {
    private final TaskDetails.Builder details = TaskDetails.builder();
    private TaskStatus status = TaskStatus.UNKNOWN_STATUS;
    private TaskType type;

    ApiV3DetailsReader(long taskId, TaskType listedType, JsonReader json, Scope scope, WireTimestamp timestamps) {
        super(json, scope, timestamps);
        type = listedType;
        details.taskId(taskId);
    }

    @Override
    void readField(String field) throws IOException {
        switch (field) {
            case "Status" -> {
                String name = json.nextString();
                details.statusName(name);
                status = ApiV3Names.detailsStatus(name);
            }
            case "StartTime" -> details.startedAt(momentIfAny());
            case "TaskType" -> {
                String name = json.nextString();
                details.typeName(name);
                // The service writes a text for people here, which says less than the type that the list had.
                TaskType named = ApiV3Names.type(name);
                type = named == TaskType.UNKNOWN_TYPE ? type : named;
            }
            case "InstanceId" -> details.instanceId(json.nextString());
            case "TaskMessage" -> details.message(json.nextString());
            default -> json.skipValue();
        }
    }

    @Override
    TaskDetails result(Option<String> requestId) {
        return details.status(status).type(type).build();
    }
}
