package io.github.crstasks.internal.json;

import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.util.Map;

/** The JSON form of {@link TaskDetails}. */
public final class TaskDetailsJson extends JsonForm<TaskDetails> {
    /** The form. */
    public static final TaskDetailsJson FORM = new TaskDetailsJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(TaskDetails details) {
        return new JsonObject()
                .number("taskId", details.taskId())
                .textOf("startedAt", details.startedAt())
                .textOf("type", details.type())
                .textIfAny("typeName", details.typeName())
                .textOf("status", details.status())
                .textIfAny("statusName", details.statusName())
                .textIfAny("instanceId", details.instanceId())
                .textIfAny("message", details.message())
                .fields();
    }

    @Override
    public TaskDetails read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(TaskDetails.class, json);
        return TaskDetails.builder()
                .taskId(fields.wholeNumber("taskId"))
                .startedAt(fields.optionalMoment("startedAt"))
                .type(fields.constant("type", TaskType.UNKNOWN_TYPE))
                .typeName(fields.textOrEmpty("typeName"))
                .status(fields.constant("status", TaskStatus.UNKNOWN_STATUS))
                .statusName(fields.textOrEmpty("statusName"))
                .instanceId(fields.textOrEmpty("instanceId"))
                .message(fields.textOrEmpty("message"))
                .build();
    }
}
