package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.json.JsonFields;
import io.github.crstasks.internal.json.JsonForm;
import io.github.crstasks.internal.json.JsonObject;
import io.github.crstasks.internal.json.TaskDetailsJson;
import io.github.crstasks.internal.json.TaskErrorJson;
import io.github.crstasks.internal.json.TaskJson;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.waiting.WaitOutcome.Reason;
import io.vavr.control.Either;
import java.util.Map;

/** The JSON form of a {@link Reason}: its task, and either {@code details} or an {@code error}. */
final class ReasonJson extends JsonForm<Reason> {
    static final ReasonJson FORM = new ReasonJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(Reason reason) {
        return new JsonObject()
                .object("task", TaskJson.FORM, reason.task())
                .object("details", TaskDetailsJson.FORM, reason.details().toOption())
                .object("error", TaskErrorJson.FORM, reason.details().swap().toOption())
                .fields();
    }

    @Override
    public Reason read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(Reason.class, json);
        Either<TaskError, TaskDetails> details =
                fields.either("error", TaskErrorJson.FORM, "details", TaskDetailsJson.FORM);
        return new Reason(fields.object("task", TaskJson.FORM), details);
    }
}
