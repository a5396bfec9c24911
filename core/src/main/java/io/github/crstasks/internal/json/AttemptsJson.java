package io.github.crstasks.internal.json;

import io.github.crstasks.error.TaskError.Attempts;
import java.util.Map;

/** The JSON form of {@link Attempts}. */
public final class AttemptsJson extends JsonForm<Attempts> {
    /** The form. */
    public static final AttemptsJson FORM = new AttemptsJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(Attempts attempts) {
        return new JsonObject()
                .number("count", attempts.count())
                .textOf("elapsed", attempts.elapsed())
                .text("endpoint", attempts.endpoint())
                .fields();
    }

    @Override
    public Attempts read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(Attempts.class, json);
        return new Attempts(fields.integer("count"), fields.duration("elapsed"), fields.text("endpoint"));
    }
}
