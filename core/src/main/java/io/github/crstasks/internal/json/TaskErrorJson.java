package io.github.crstasks.internal.json;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Attempts;
import io.github.crstasks.error.TaskError.Cancelled;
import io.github.crstasks.error.TaskError.ExtensionFailed;
import io.github.crstasks.error.TaskError.Invalid;
import io.github.crstasks.error.TaskError.Malformed;
import io.github.crstasks.error.TaskError.Rejected;
import io.github.crstasks.error.TaskError.TimedOut;
import io.github.crstasks.error.TaskError.Unreachable;
import io.github.crstasks.error.TaskError.UnstableList;
import io.vavr.control.Option;
import java.util.Map;

/**
 * The JSON form of a {@link TaskError}.
 *
 * <p>It has no cause, because an exception of an HTTP stack may quote a signed URL. Only {@link ExtensionFailed} keeps the
 * text of its cause, which is part of its message anyway.
 */
public final class TaskErrorJson extends JsonForm<TaskError> {
    /** The form. */
    public static final TaskErrorJson FORM = new TaskErrorJson();

    private static final long serialVersionUID = 1;

    @Override
    public Map<String, Object> write(TaskError error) {
        JsonObject json = new JsonObject()
                .text(JsonFields.KIND, error.getClass().getSimpleName())
                .text("message", error.message())
                .flag("retryable", error.retryable());
        addFields(error, json);
        // All attempts are equal, so that equals cannot tell whether there were any.
        Option<Attempts> attempts = Option.some(error.attempts())
                .filter(some -> some.count() != 0
                        || !some.elapsed().isZero()
                        || !some.endpoint().isEmpty());
        return json.object("attempts", AttemptsJson.FORM, attempts).fields();
    }

    private static void addFields(TaskError error, JsonObject json) {
        if (error instanceof Rejected rejected) {
            json.textOf("code", rejected.code())
                    .text("rawCode", rejected.rawCode())
                    .textIfAny("codeDesc", rejected.codeDesc())
                    .textIfAny("serviceMessage", rejected.serviceMessage())
                    .number("moduleCode", rejected.moduleCode())
                    .textOf("requestId", rejected.requestId());
        } else if (error instanceof Unreachable unreachable) {
            json.text("problem", unreachable.problem()).number("httpStatus", unreachable.httpStatus());
        } else if (error instanceof Malformed malformed) {
            json.text("where", malformed.where()).text("problem", malformed.problem());
        } else if (error instanceof UnstableList unstable) {
            json.text("list", unstable.list()).text("problem", unstable.problem());
        } else if (error instanceof TimedOut timedOut) {
            json.textOf("limit", timedOut.limit());
        } else if (error instanceof Cancelled cancelled) {
            json.text("reason", cancelled.reason());
        } else if (error instanceof ExtensionFailed failed) {
            json.text("extension", failed.extension())
                    .textOf("cause", failed.cause().map(DescribedCause::textOf));
        } else if (error instanceof Invalid invalid) {
            json.text("parameter", invalid.parameter())
                    .textIfAny("value", invalid.value())
                    .text("accepted", invalid.accepted());
        }
    }

    @Override
    public TaskError read(Map<String, ?> json) {
        JsonFields fields = JsonFields.of(TaskError.class, json);
        TaskError error = switch (fields.kind()) {
            case "Rejected" ->
                new Rejected(
                        fields.constant("code", ErrorCode.UNKNOWN),
                        fields.text("rawCode"),
                        fields.textOrEmpty("codeDesc"),
                        fields.textOrEmpty("serviceMessage"),
                        fields.optionalInteger("moduleCode"),
                        fields.optionalText("requestId"));
            case "Unreachable" ->
                new Unreachable(
                        fields.text("problem"),
                        fields.optionalInteger("httpStatus"),
                        fields.flag("retryable"),
                        Option.none());
            case "Malformed" -> new Malformed(fields.text("where"), fields.text("problem"), Option.none());
            case "UnstableList" -> new UnstableList(fields.text("list"), fields.text("problem"));
            case "TimedOut" -> new TimedOut(fields.duration("limit"), Option.none());
            case "Cancelled" -> new Cancelled(fields.text("reason"), Option.none());
            case "ExtensionFailed" ->
                new ExtensionFailed(
                        fields.text("extension"), fields.optionalText("cause").map(DescribedCause::new));
            case "Invalid" ->
                new Invalid(fields.text("parameter"), fields.textOrEmpty("value"), fields.text("accepted"));
            default ->
                throw fields.unknownKind(
                        "Rejected",
                        "Unreachable",
                        "Malformed",
                        "UnstableList",
                        "TimedOut",
                        "Cancelled",
                        "ExtensionFailed",
                        "Invalid");
        };
        return fields.optionalObject("attempts", AttemptsJson.FORM)
                .map(error::withAttempts)
                .getOrElse(error);
    }
}
