package io.github.crstasks.internal.wire;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one reply. Accepts fields in any order and skips fields that it does not know. A reply that is malformed is read a
 * second time, only for the refusal that it may contain: what is wrong beside the code of a refusal does not matter.
 *
 * @param <R> the type of the reply
 */
abstract class ReplyReader<R> {
    /** The name of a field whose value is null: no case matches it, so the field is skipped as if it were absent. */
    private static final String NULL_FIELD = "";

    /** The character that replaces bytes that are not UTF-8. */
    private static final String REPLACEMENT = "\ufffd";

    private static final int OK = 200;

    /** An empty text, the number 0, or a date of zeros, perhaps with a time of zeros. No format has such a date. */
    private static final Pattern NO_TIME = Pattern.compile("(0|0000-00-00([ T]00:00:00(\\.0+)?Z?)?)?");

    final JsonReader json;
    final Scope scope;
    private final WireTimestamp timestamps;

    ReplyReader(JsonReader json, Scope scope, WireTimestamp timestamps) {
        this.json = json;
        this.scope = scope;
        this.timestamps = timestamps;
    }

    /** Decodes a response with the reader of one API. */
    static <R> ServiceReply<R> decode(TransportResponse response, Factory<R> readers) {
        if (response.status() != OK) {
            return new ServiceReply<>(Either.left(NonServiceResponse.ofStatus(response.status())), Option.none());
        }
        ServiceReply<R> reply = decodeWhole(response, readers);
        if (reply.outcome().isRight() || reply.outcome().getLeft() instanceof TaskError.Rejected) {
            return reply;
        }
        ServiceReply<R> second = decodeRefusal(response, readers);
        // The second reader reads further, so that a malformed reply has its request id too.
        return isRefusal(second.outcome()) ? second : new ServiceReply<>(reply.outcome(), second.requestId());
    }

    /**
     * Returns whether the second reader found a refusal. A code that is not UTF-8 is none: it could have been that of
     * success.
     */
    private static boolean isRefusal(Either<TaskError, ?> outcome) {
        return outcome.isLeft()
                && outcome.getLeft() instanceof TaskError.Rejected rejected
                && !rejected.rawCode().contains(REPLACEMENT);
    }

    private static <R> ServiceReply<R> decodeWhole(TransportResponse response, Factory<R> readers) {
        // Not lenient by default. Strictness would reject a little more, such as a lone surrogate in a name. It is
        // missing before Gson 2.11, and a program that manages its versions, as Spring Boot does, may bring an older
        // one.
        return readers.create(new JsonReader(new Utf8Reader(response.body())), Scope.WHOLE_REPLY)
                .reply(response);
    }

    /** Decodes only a refusal. Replaces what is not UTF-8, so that a text in another charset does not hide the code. */
    private static <R> ServiceReply<R> decodeRefusal(TransportResponse response, Factory<R> readers) {
        String body = StandardCharsets.UTF_8.decode(response.body()).toString();
        return readers.create(new JsonReader(new StringReader(body)), Scope.REFUSAL)
                .reply(response);
    }

    private ServiceReply<R> reply(TransportResponse response) {
        // The request id is known only after decoding.
        Either<TaskError, R> outcome = decode(response);
        return new ServiceReply<>(outcome, requestId());
    }

    private Either<TaskError, R> decode(TransportResponse response) {
        try {
            return readToTheEnd();
        } catch (Fault fault) {
            return malformed(fault.where, fault.problem, fault);
        } catch (CharacterCodingException notUtf8) {
            return malformed(json.getPath(), "not UTF-8", notUtf8);
        } catch (IOException notJson) {
            return malformed(json.getPath(), NonServiceResponse.problemOf(response.body()), notJson);
        } catch (IllegalStateException | NumberFormatException otherType) {
            return malformed(json.getPath(), "a value of another type than documented", otherType);
        }
    }

    private static <R> Either<TaskError, R> malformed(String where, String problem, Throwable cause) {
        return Either.left(new TaskError.Malformed(where, problem, Option.some(cause)));
    }

    private Either<TaskError, R> readToTheEnd() throws IOException {
        read();
        // A strict reader throws here if anything follows the object.
        var unused = json.peek();
        return outcome();
    }

    /** Reads the outermost object. */
    abstract void read() throws IOException;

    /** Returns the id of the request, as far as the reply was read. */
    Option<String> requestId() {
        return Option.none();
    }

    /** Returns the reply, or the error, that the outermost object contained. */
    abstract Either<TaskError, R> outcome() throws Fault;

    /** Reads one row of an array. */
    @FunctionalInterface
    interface RowReader<T> {
        T read() throws IOException;
    }

    <T> List<T> list(RowReader<T> row) throws IOException {
        List<T> rows = new ArrayList<>();
        json.beginArray();
        while (json.hasNext()) {
            rows.add(row.read());
        }
        json.endArray();
        return Collections.unmodifiableList(rows);
    }

    /** Reads a time; empty if it is one of the texts that stand for none. */
    Option<Instant> moment() throws IOException {
        String text = json.nextString();
        Option<Instant> moment = timestamps.parse(text);
        if (moment.isEmpty() && !NO_TIME.matcher(text.strip()).matches()) {
            throw new Fault(json.getPreviousPath(), "not a time like 2017-02-08 16:46:34");
        }
        return moment;
    }

    /** Reads a time that nothing depends on; empty if it is not a time. */
    Option<Instant> momentIfAny() throws IOException {
        String text = textIfAny();
        return text == null ? Option.none() : timestamps.parse(text);
    }

    /** Reads a text that nothing depends on; null if it is neither a text nor a number. */
    @Nullable
    String textIfAny() throws IOException {
        if (json.peek() == JsonToken.STRING || json.peek() == JsonToken.NUMBER) {
            return json.nextString();
        }
        json.skipValue();
        return null;
    }

    /** Reads a number as text, because it is not needed if the service refused the request. */
    String number() throws IOException {
        String number = textIfAny();
        return number == null ? "no number" : number;
    }

    /** Skips a blank text in place of a number, as if the number were absent. Throws if the value is anything else. */
    void skipIfBlank(NumberFormatException notANumber) throws IOException {
        // Gson has not consumed a value that it could not convert.
        if (!json.nextString().isBlank()) {
            throw notANumber;
        }
    }

    static int total(String where, @Nullable String number) throws Fault {
        String text = required(where, number);
        try {
            double total = Double.parseDouble(text);
            if (total == Math.rint(total) && total >= 0 && total <= Integer.MAX_VALUE) {
                return (int) total;
            }
        } catch (NumberFormatException notANumber) {
            // The fault below says what was received.
        }
        throw new Fault(where, text + " instead of a number of tasks, 0.." + Integer.MAX_VALUE);
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

    /** Returns a required field of the row that was read last. */
    <T> T requiredOfRow(String field, @Nullable T value) throws Fault {
        if (value == null) {
            throw new Fault(json.getPreviousPath() + "." + field, "missing");
        }
        return value;
    }

    /** What a reader reads. */
    enum Scope {
        /** Everything. */
        WHOLE_REPLY,

        /** The code and the texts of a refusal, and the id of the request. All other values are skipped. */
        REFUSAL
    }

    /** Creates the readers of one API. */
    @FunctionalInterface
    interface Factory<R> {
        ReplyReader<R> create(JsonReader json, Scope scope);
    }

    /** Thrown for JSON that the API documents do not allow. */
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
