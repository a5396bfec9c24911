package io.github.crstasks.waiting;

import io.github.crstasks.internal.json.JsonFields;
import io.github.crstasks.internal.json.JsonForm;
import io.github.crstasks.internal.json.JsonObject;
import io.github.crstasks.internal.json.TaskErrorJson;
import io.github.crstasks.internal.json.TaskJson;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.WaitOutcome.Cancelled;
import io.github.crstasks.waiting.WaitOutcome.Completed;
import io.github.crstasks.waiting.WaitOutcome.Interrupted;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.github.crstasks.waiting.WaitOutcome.PollFailed;
import io.github.crstasks.waiting.WaitOutcome.TimedOut;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The JSON form of a {@link WaitOutcome}. */
final class WaitOutcomeJson extends JsonForm<WaitOutcome> {
    static final WaitOutcomeJson FORM = new WaitOutcomeJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(WaitOutcome outcome) {
        JsonObject json = new JsonObject()
                .text(JsonFields.KIND, outcome.getClass().getSimpleName())
                .text("message", outcome.message())
                .textOf("elapsed", outcome.elapsed());
        if (outcome instanceof Completed completed) {
            json.objects("reasons", ReasonJson.FORM, completed.reasons());
        } else if (outcome instanceof TimedOut timedOut) {
            json.textOf("limit", timedOut.limit()).object("error", TaskErrorJson.FORM, timedOut.error());
        } else if (outcome instanceof PollFailed failed) {
            json.object("error", TaskErrorJson.FORM, failed.error());
        }
        return json.objects("tasks", TaskJson.FORM, outcome.tasks()).fields();
    }

    @Override
    public WaitOutcome read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(WaitOutcome.class, json);
        String kind = fields.kind();
        List<Task> tasks = fields.objects("tasks", TaskJson.FORM);
        Duration elapsed = fields.duration("elapsed");
        return switch (kind) {
            case "Completed" -> new Completed(tasks, elapsed, fields.objects("reasons", ReasonJson.FORM));
            case "TimedOut" ->
                new TimedOut(
                        tasks,
                        elapsed,
                        fields.constant("limit", Limit.class),
                        fields.optionalObject("error", TaskErrorJson.FORM));
            case "Cancelled" -> new Cancelled(tasks, elapsed);
            case "Interrupted" -> new Interrupted(tasks, elapsed);
            case "PollFailed" -> new PollFailed(tasks, elapsed, fields.object("error", TaskErrorJson.FORM));
            default -> throw fields.unknownKind("Completed", "TimedOut", "Cancelled", "Interrupted", "PollFailed");
        };
    }
}
