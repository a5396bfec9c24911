package io.github.crstasks.protocol;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one reply. Fields may come in any order, and fields that nobody knows are passed over. */
abstract class JsonReply {
    /** Stands for a field whose value is null, which is as good as absent: no case knows it, so its value is skipped. */
    private static final String NULL_FIELD = "";

    private static final int OK = 200;

    final JsonReader json;
    private final ServiceTime time;
    private String list = "";
    private int row;

    JsonReply(JsonReader json, ServiceTime time) {
        this.json = json;
        this.time = time;
    }

    static Either<TaskError, TaskRows> decode(HttpResponse response, Function<JsonReader, JsonReply> reply) {
        if (response.status() != OK) {
            return Either.left(ForeignReply.ofStatus(response.status()));
        }
        JsonReader json = new JsonReader(new Utf8Reader(response.body()));
        json.setStrictness(Strictness.STRICT);
        try {
            return reply.apply(json).readToTheEnd();
        } catch (Fault fault) {
            return malformed(fault.where, fault.problem, fault);
        } catch (CharacterCodingException notUtf8) {
            return malformed(json.getPath(), "not UTF-8", notUtf8);
        } catch (IOException notJson) {
            return malformed(json.getPath(), ForeignReply.problemOf(response.body()), notJson);
        } catch (IllegalStateException | NumberFormatException otherType) {
            return malformed(json.getPath(), "a value of another type than documented", otherType);
        }
    }

    private static Either<TaskError, TaskRows> malformed(String where, String problem, Throwable cause) {
        return Either.left(new TaskError.Malformed(where, problem, Option.some(cause)));
    }

    private Either<TaskError, TaskRows> readToTheEnd() throws IOException {
        read();
        // A strict reader throws here if anything follows.
        var unused = json.peek();
        return outcome();
    }

    /** Reads the outermost object. */
    abstract void read() throws IOException;

    /** What the object says. */
    abstract Either<TaskError, TaskRows> outcome() throws Fault;

    /** Reads one row. */
    abstract Task readTask() throws IOException;

    List<Task> readTasks() throws IOException {
        List<Task> rows = new ArrayList<>();
        list = json.getPath();
        json.beginArray();
        for (row = 0; json.hasNext(); row++) {
            rows.add(readTask());
        }
        json.endArray();
        return Collections.unmodifiableList(rows);
    }

    Instant moment() throws IOException {
        Option<Instant> moment = momentIfAny();
        if (moment.isEmpty()) {
            throw new Fault(json.getPath(), "not a time like 2017-02-08 16:46:34");
        }
        return moment.get();
    }

    Option<Instant> momentIfAny() throws IOException {
        return time.parse(json.nextString());
    }

    int total() throws IOException {
        int total = json.nextInt();
        if (total < 0) {
            throw new Fault(json.getPath(), "a number of tasks below 0");
        }
        return total;
    }

    String fieldWithValue() throws IOException {
        String name = json.nextName();
        return json.peek() == JsonToken.NULL ? NULL_FIELD : name;
    }

    static <T> T required(String where, @Nullable T value) throws Fault {
        if (value == null) {
            throw new Fault(where, "missing");
        }
        return value;
    }

    /** A field of the row that is being read; where that is, only a fault has to know. */
    <T> T requiredOfRow(String field, @Nullable T value) throws Fault {
        if (value == null) {
            throw new Fault(list + "[" + row + "]." + field, "missing");
        }
        return value;
    }

    /** JSON that the API document does not allow. */
    static final class Fault extends IOException {
        private final String where;
        private final String problem;

        Fault(String where, String problem) {
            super(problem);
            this.where = where;
            this.problem = problem;
        }
    }
}
