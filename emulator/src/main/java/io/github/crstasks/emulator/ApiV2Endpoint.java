package io.github.crstasks.emulator;

import com.google.gson.stream.JsonWriter;
import io.github.crstasks.emulator.ApiV2Exception.Reason;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** The endpoint of API 2.0 (docs/api/get-redis-task-list.md, sections 1 to 7). */
final class ApiV2Endpoint implements ApiEndpoint {
    static final String PATH = "/v2/index.php";
    private static final String ACTION = "GetRedisTaskList";

    private final ApiV2Authenticator authenticator;
    private final TaskStore tasks;
    private final ZoneOffset zone;
    private final DateTimeFormatter timeFormat;

    ApiV2Endpoint(ApiV2Authenticator authenticator, TaskStore tasks, ZoneOffset zone) {
        this.authenticator = authenticator;
        this.tasks = tasks;
        this.zone = zone;
        this.timeFormat = ServiceTimeFormat.FORMATTER.withZone(zone);
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET", "POST");
    }

    @Override
    public ParsedRequest parse(RawRequest request) {
        DecodedForm form = DecodedForm.of(request);
        return new ParsedRequest(form.parameters(), (behaviour, ordinal) -> execute(request, form, behaviour, ordinal));
    }

    private ApiReply execute(RawRequest request, DecodedForm form, EmulatorBehaviour behaviour, long ordinal) {
        try {
            return new ApiReply(taskList(request, form, behaviour, ordinal), true);
        } catch (ApiV2Exception e) {
            return new ApiReply(reply(e.code(), String.valueOf(e.getMessage()), e.codeDesc(), json -> {}), false);
        }
    }

    private String taskList(RawRequest request, DecodedForm form, EmulatorBehaviour behaviour, long ordinal) {
        form.decodingError().ifPresent(error -> {
            throw new ApiV2Exception(Reason.MALFORMED, error);
        });
        authenticator.authenticate(request, form.parameters(), ACTION, behaviour);
        GetRedisTaskListRequest parameters = GetRedisTaskListRequest.of(form.parameters(), behaviour, zone);
        int limit = Math.min(parameters.limit(), behaviour.pageCap());
        TaskTable.Page page = tasks.snapshot()
                .page(parameters.filter(), parameters.offset(), limit, TieOrder.of(behaviour.tieSeed(), ordinal));
        return reply(0, "", "Success", json -> {
            json.name("totalCount").value(page.total());
            json.name("data").beginObject();
            json.name("redisTaskSet").beginArray();
            for (TaskTable.Entry entry : page.entries()) {
                write(entry.row(), behaviour, json);
            }
            json.endArray();
            json.endObject();
        });
    }

    private void write(TaskRow row, EmulatorBehaviour behaviour, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("startTime")
                .value(row.startTime()
                        .map(timeFormat::format)
                        .or(behaviour.missingTime()::text)
                        .orElse(null));
        json.name("taskName").value(row.taskName());
        json.name("redisName").value(row.redisName());
        json.name("redisId").value(row.redisId());
        json.name("projectId").value(row.projectId());
        json.name("status").value(row.status());
        json.name("progress").value(row.progress());
        json.endObject();
    }

    private static String reply(int code, String message, String codeDesc, JsonObjectText.Members members) {
        return JsonObjectText.of(json -> {
            json.name("code").value(code);
            json.name("message").value(message);
            json.name("codeDesc").value(codeDesc);
            members.write(json);
        });
    }
}
