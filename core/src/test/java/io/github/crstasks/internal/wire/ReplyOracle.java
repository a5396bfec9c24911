package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import io.vavr.control.Try;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Compares the decoded form of a reply with the tree that Gson parses. */
abstract class ReplyOracle {
    private static final int MAX_MESSAGE_LENGTH = 2_000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final ProtocolCodec codec;

    ReplyOracle(TaskListProtocol protocol) {
        this.codec = ProtocolCodec.of(protocol);
    }

    abstract void assertAgrees(TaskListReply reply, JsonObject tree);

    abstract void assertAgrees(TaskError.Rejected rejection, JsonObject tree);

    final void check(byte[] body) throws IOException {
        int otherStatus = 201 + body.length % 399;
        assertThat(decode(otherStatus, body).getLeft()).isInstanceOf(TaskError.Unreachable.class);

        Either<TaskError, TaskListReply> outcome = decode(200, body);
        outcome.peekLeft(error ->
                assertThat(error.message()).hasSizeLessThan(MAX_MESSAGE_LENGTH).doesNotContainPattern("\\p{Cc}"));
        if (outcome.isLeft() && outcome.getLeft() instanceof TaskError.Malformed malformed) {
            assertThat(malformed.where()).startsWith("$");
        } else if (namesAreUnique(body)) {
            // The decoder skips unknown values without strict checks, so the comparison is lenient too.
            JsonObject tree = JsonParser.parseReader(utf8(body)).getAsJsonObject();
            outcome.peek(reply -> assertAgrees(reply, tree));
            outcome.peekLeft(rejection -> assertAgrees((TaskError.Rejected) rejection, tree));
        }
    }

    private Either<TaskError, TaskListReply> decode(int status, byte[] body) {
        return codec.decode(new TransportResponse(status, TransportHeaders.none(), body))
                .outcome();
    }

    static Reader utf8(byte[] body) {
        return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
    }

    /** No document says which of two values with the same name counts, so such replies are not compared. */
    static boolean namesAreUnique(byte[] body) throws IOException {
        JsonReader json = new JsonReader(utf8(body));
        json.setStrictness(Strictness.LENIENT);
        boolean unique = namesAreUnique(json);
        assertThat(json.peek()).isEqualTo(JsonToken.END_DOCUMENT);
        return unique;
    }

    static boolean namesAreUnique(JsonReader json) throws IOException {
        boolean unique = true;
        if (json.peek() == JsonToken.BEGIN_OBJECT) {
            Set<String> names = new HashSet<>();
            json.beginObject();
            while (json.hasNext()) {
                unique &= names.add(json.nextName());
                unique &= namesAreUnique(json);
            }
            json.endObject();
        } else if (json.peek() == JsonToken.BEGIN_ARRAY) {
            json.beginArray();
            while (json.hasNext()) {
                unique &= namesAreUnique(json);
            }
            json.endArray();
        } else {
            json.skipValue();
        }
        return unique;
    }

    static Option<JsonElement> member(JsonObject parent, String name) {
        return Option.of(parent.get(name)).filter(value -> !value.isJsonNull());
    }

    static JsonObject object(JsonObject parent, String name) {
        return member(parent, name)
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .getOrElse(JsonObject::new);
    }

    static Stream<JsonObject> objects(JsonObject parent, String name) {
        JsonArray array = member(parent, name).map(JsonElement::getAsJsonArray).getOrElse(JsonArray::new);
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    static Option<String> text(JsonObject parent, String name) {
        return member(parent, name).map(JsonElement::getAsString);
    }

    static Option<Double> number(JsonObject parent, String name) {
        return text(parent, name).map(Double::valueOf);
    }

    static Option<Integer> integer(JsonObject parent, String name) {
        return number(parent, name).map(Double::intValue);
    }

    /** Reads a number exactly if it is written as a long, and as a double otherwise. */
    static Option<Long> integer64(JsonObject parent, String name) {
        return text(parent, name)
                .map(number -> Try.of(() -> Long.valueOf(number))
                        .getOrElse(() -> Double.valueOf(number).longValue()));
    }

    static Instant moment(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.ofHours(8));
    }

    /** Returns a time of a row, which may be written as a text that stands for none. */
    static Option<Instant> momentIfAny(JsonObject parent, String name) {
        return text(parent, name)
                .filter(text -> !text.isEmpty() && !text.equals("0000-00-00 00:00:00"))
                .map(ReplyOracle::moment);
    }
}
