package io.github.crstasks.emulator;

import com.google.gson.stream.JsonWriter;
import io.github.crstasks.emulator.Refusal.Reason;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;

/** API 2.0: from a decoded call to the JSON of its reply (API document, sections 2 to 5). */
final class ApiV2 implements Api {
    static final String PATH = "/v2/index.php";
    private static final String ACTION = "GetRedisTaskList";

    private final Gate gate;
    private final TaskStore tasks;
    private final ZoneOffset zone;
    private final DateTimeFormatter timeFormat;

    ApiV2(Gate gate, TaskStore tasks, ZoneOffset zone) {
        this.gate = gate;
        this.tasks = tasks;
        this.zone = zone;
        this.timeFormat = WireTime.FORMAT.withZone(zone);
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
    public Question read(HttpCall call) {
        Form form = Form.of(call);
        return new Question() {
            @Override
            public Map<String, String> parameters() {
                return form.parameters();
            }

            @Override
            public Answer answer(Behaviour behaviour) {
                try {
                    return new Answer(ApiV2.this.answer(call, form, behaviour), true);
                } catch (Refusal refusal) {
                    return new Answer(
                            json(refusal.code(), String.valueOf(refusal.getMessage()), refusal.codeDesc(), json -> {}),
                            false);
                }
            }
        };
    }

    private String answer(HttpCall call, Form form, Behaviour behaviour) {
        form.fault().ifPresent(fault -> {
            throw new Refusal(Reason.MALFORMED, fault);
        });
        gate.check(call, form.parameters(), ACTION);
        TaskListCall asked = TaskListCall.of(form.parameters(), behaviour, zone);
        int limit = Math.min(asked.limit(), behaviour.pageCap());
        TaskTable.Page page = tasks.now().page(asked.selection(), asked.offset(), limit);
        return json(0, "", "Success", json -> {
            json.name("totalCount").value(page.total());
            json.name("data").beginObject();
            json.name("redisTaskSet").beginArray();
            for (TaskTable.Entry entry : page.entries()) {
                write(entry.row(), json);
            }
            json.endArray();
            json.endObject();
        });
    }

    private void write(TaskRow row, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("startTime").value(timeFormat.format(row.startTime()));
        json.name("taskName").value(row.taskName());
        json.name("redisName").value(row.redisName());
        json.name("redisId").value(row.redisId());
        json.name("projectId").value(row.projectId());
        json.name("status").value(row.status());
        json.name("progress").value(row.progress());
        json.endObject();
    }

    private static String json(int code, String message, String codeDesc, JsonText.Members members) {
        return JsonText.object(json -> {
            json.name("code").value(code);
            json.name("message").value(message);
            json.name("codeDesc").value(codeDesc);
            members.write(json);
        });
    }
}
