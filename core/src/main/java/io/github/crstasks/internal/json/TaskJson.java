package io.github.crstasks.internal.json;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Map;

/** The JSON form of a {@link Task}. */
public final class TaskJson extends JsonForm<Task> {
    /** The form. */
    public static final TaskJson FORM = new TaskJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(Task task) {
        return new JsonObject()
                .number("taskId", task.taskId())
                .textOf("submittedAt", task.submittedAt())
                .textOf("endedAt", task.endedAt())
                .textOf("type", task.type())
                .textIfAny("typeName", task.typeName())
                .textOf("status", task.status())
                .number("statusCode", task.statusCode())
                .textIfAny("instanceId", task.instanceId())
                .textIfAny("instanceName", task.instanceName())
                .number("projectId", task.projectId())
                .decimal("progress", task.progress())
                .fields();
    }

    @Override
    public Task read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(Task.class, json);
        return Task.builder()
                .taskId(fields.optionalWholeNumber("taskId"))
                .submittedAt(fields.optionalMoment("submittedAt"))
                .endedAt(fields.optionalMoment("endedAt"))
                .type(fields.constant("type", TaskType.UNKNOWN_TYPE))
                .typeName(fields.textOrEmpty("typeName"))
                .status(fields.constant("status", TaskStatus.UNKNOWN_STATUS))
                .statusCode(fields.optionalWholeNumber("statusCode"))
                .instanceId(fields.textOrEmpty("instanceId"))
                .instanceName(fields.textOrEmpty("instanceName"))
                .projectId(fields.optionalWholeNumber("projectId").getOrElse(0L))
                .progress(fields.optionalDecimal("progress").getOrElse(0.0))
                .build();
    }
}
