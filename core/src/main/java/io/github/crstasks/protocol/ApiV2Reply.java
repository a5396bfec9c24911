package io.github.crstasks.protocol;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.CharArrayReader;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one reply. Fields may come in any order, and fields that nobody knows are passed over. */
final class ApiV2Reply {
    private static final Pattern MODULE_CODE = Pattern.compile("^\\((\\d{1,9})\\)");
    /** Stands for a field whose value is null, which is as good as absent: no case knows it, so its value is skipped. */
    private static final String NULL_FIELD = "";

    private static final String SUCCESS = "0";
    private static final int OK = 200;

    private final JsonReader json;
    private final ServiceTime time;

    private @Nullable String code;
    private String codeDesc = "";
    private String message = "";
    private @Nullable Integer totalCount;
    private List<Task> tasks = List.of();

    private ApiV2Reply(JsonReader json, ServiceTime time) {
        this.json = json;
        this.time = time;
    }

    static Either<TaskError, TaskRows> decode(HttpResponse response, ServiceTime time) {
        if (response.status() != OK) {
            return Either.left(ForeignReply.ofStatus(response.status()));
        }
        CharBuffer text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(response.body());
        } catch (CharacterCodingException notUtf8) {
            return malformed("$", "not UTF-8", notUtf8);
        }
        JsonReader json = new JsonReader(new CharArrayReader(text.array(), text.arrayOffset(), text.length()));
        json.setStrictness(Strictness.STRICT);
        try {
            return new ApiV2Reply(json, time).read();
        } catch (Fault fault) {
            return malformed(fault.where, fault.problem, fault);
        } catch (IOException notJson) {
            return malformed(json.getPath(), ForeignReply.problemOf(text), notJson);
        } catch (IllegalStateException | NumberFormatException otherType) {
            return malformed(json.getPath(), "a value of another type than documented", otherType);
        }
    }

    private static Either<TaskError, TaskRows> malformed(String where, String problem, Throwable cause) {
        return Either.left(new TaskError.Malformed(where, problem, Option.some(cause)));
    }

    private Either<TaskError, TaskRows> read() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "code" -> code = json.nextString();
                case "codeDesc" -> codeDesc = json.nextString();
                case "message" -> message = json.nextString();
                case "totalCount" -> totalCount = json.nextInt();
                case "data" -> readData();
                default -> json.skipValue();
            }
        }
        json.endObject();
        // A strict reader throws here if anything follows.
        var unused = json.peek();
        String rawCode = required("$.code", code);
        return rawCode.equals(SUCCESS)
                ? Either.right(new TaskRows(tasks, required("$.totalCount", totalCount)))
                : Either.left(rejected(rawCode));
    }

    private TaskError rejected(String rawCode) {
        Matcher matcher = MODULE_CODE.matcher(message);
        Option<Integer> moduleCode = Option.when(matcher.find(), () -> Integer.valueOf(matcher.group(1)));
        return new TaskError.Rejected(ApiV2Names.errorCode(rawCode), rawCode, codeDesc, message, moduleCode);
    }

    private void readData() throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (fieldWithValue().equals("redisTaskSet")) {
                readTasks();
            } else {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private void readTasks() throws IOException {
        List<Task> rows = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            rows.add(readTask());
        }
        json.endArray();
        tasks = Collections.unmodifiableList(rows);
    }

    private Task readTask() throws IOException {
        String row = json.getPath();
        Instant submittedAt = null;
        String typeName = null;
        String instanceId = null;
        Integer statusCode = null;
        Task.Builder task = Task.builder();
        json.beginObject();
        while (json.hasNext()) {
            switch (fieldWithValue()) {
                case "startTime" -> submittedAt = moment();
                case "taskName" -> typeName = json.nextString();
                case "redisId" -> instanceId = json.nextString();
                case "redisName" -> task.instanceName(json.nextString());
                case "projectId" -> task.projectId(json.nextInt());
                case "status" -> statusCode = json.nextInt();
                case "progress" -> task.progress(json.nextDouble());
                default -> json.skipValue();
            }
        }
        json.endObject();
        String name = required(row + ".taskName", typeName);
        int status = required(row + ".status", statusCode);
        return task.submittedAt(required(row + ".startTime", submittedAt))
                .type(TaskType.ofName(name))
                .typeName(name)
                .status(ApiV2Names.status(status))
                .statusCode(status)
                .instanceId(required(row + ".redisId", instanceId))
                .build();
    }

    private Instant moment() throws IOException {
        String where = json.getPath();
        return time.parse(json.nextString())
                .getOrElseThrow(() -> new Fault(where, "not a time like 2017-02-08 16:46:34"));
    }

    private String fieldWithValue() throws IOException {
        String name = json.nextName();
        return json.peek() == JsonToken.NULL ? NULL_FIELD : name;
    }

    private static <T> T required(String where, @Nullable T value) throws Fault {
        if (value == null) {
            throw new Fault(where, "missing");
        }
        return value;
    }

    /** JSON that the API document does not allow. */
    private static final class Fault extends IOException {
        private final String where;
        private final String problem;

        Fault(String where, String problem) {
            super(problem);
            this.where = where;
            this.problem = problem;
        }
    }
}
