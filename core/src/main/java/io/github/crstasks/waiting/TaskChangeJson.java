package io.github.crstasks.waiting;

import io.github.crstasks.internal.json.JsonFields;
import io.github.crstasks.internal.json.JsonForm;
import io.github.crstasks.internal.json.JsonObject;
import io.github.crstasks.internal.json.TaskJson;
import io.github.crstasks.waiting.TaskChange.Appeared;
import io.github.crstasks.waiting.TaskChange.StatusChanged;
import io.github.crstasks.waiting.TaskChange.Vanished;
import java.util.Map;

/** The JSON form of a {@link TaskChange}. */
final class TaskChangeJson extends JsonForm<TaskChange> {
    static final TaskChangeJson FORM = new TaskChangeJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(TaskChange change) {
        JsonObject json =
                new JsonObject().text(JsonFields.KIND, change.getClass().getSimpleName());
        if (change instanceof StatusChanged changed) {
            json.object("before", TaskJson.FORM, changed.before());
        }
        return json.object("task", TaskJson.FORM, change.task()).fields();
    }

    @Override
    public TaskChange read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(TaskChange.class, json);
        return switch (fields.kind()) {
            case "Appeared" -> new Appeared(fields.object("task", TaskJson.FORM));
            case "StatusChanged" ->
                new StatusChanged(fields.object("before", TaskJson.FORM), fields.object("task", TaskJson.FORM));
            case "Vanished" -> new Vanished(fields.object("task", TaskJson.FORM));
            default -> throw fields.unknownKind("Appeared", "StatusChanged", "Vanished");
        };
    }
}
