package io.github.crstasks;

import io.github.crstasks.internal.json.JsonFields;
import io.github.crstasks.internal.json.JsonForm;
import io.github.crstasks.internal.json.JsonObject;
import io.github.crstasks.internal.json.TaskJson;
import java.util.Map;

/** The JSON form of a {@link TaskPage}. */
final class TaskPageJson extends JsonForm<TaskPage> {
    static final TaskPageJson FORM = new TaskPageJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(TaskPage page) {
        return new JsonObject()
                .objects("tasks", TaskJson.FORM, page.tasks())
                .number("offset", page.offset())
                .number("totalCount", page.totalCount())
                .texts("requestIds", page.requestIds())
                .fields();
    }

    @Override
    public TaskPage read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(TaskPage.class, json);
        return new TaskPage(
                fields.objects("tasks", TaskJson.FORM),
                fields.integer("offset"),
                fields.integer("totalCount"),
                fields.texts("requestIds"));
    }
}
