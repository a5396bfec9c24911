package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
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

    private static final Set<String> NO_TIMES = Set.of(
            "",
            "0",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "0000-00-00 00:00:00Z",
            "0000-00-00T00:00:00",
            "0000-00-00T00:00:00Z");

    private final ProtocolCodec codec;

    ReplyOracle(TaskListProtocol protocol) {
        this.codec = ProtocolCodec.of(protocol);
    }

    abstract void assertAgrees(TaskListReply reply, JsonObject tree);

    abstract void assertAgrees(TaskError.Rejected rejection, JsonObject tree);

    /** Returns the code if the tree is a refusal. */
    abstract Option<String> refusalCode(JsonObject tree);

    final void check(byte[] body) throws IOException {
        int otherStatus = 201 + body.length % 399;
        assertThat(decode(otherStatus, body).getLeft()).isInstanceOf(TaskError.Unreachable.class);

        Either<TaskError, TaskListReply> outcome = decode(200, body);
        outcome.peekLeft(error ->
                assertThat(error.message()).hasSizeLessThan(MAX_MESSAGE_LENGTH).doesNotContainPattern("\\p{Cc}"));
        if (outcome.isLeft() && outcome.getLeft() instanceof TaskError.Malformed malformed) {
            assertThat(malformed.where()).startsWith("$");
            assertThat(strictTree(body).flatMap(this::refusalCode).filter(ReplyOracle::isUtf8))
                    .isEmpty();
        } else if (outcome.isRight() && namesAreUnique(utf8(body))) {
            // The decoder skips unknown values without strict checks, so the comparison is lenient too.
            assertAgrees(outcome.get(), JsonParser.parseReader(utf8(body)).getAsJsonObject());
        } else if (outcome.isLeft() && namesAreUnique(replacedUtf8(body))) {
            JsonObject tree = JsonParser.parseReader(replacedUtf8(body)).getAsJsonObject();
            TaskError.Rejected rejection = (TaskError.Rejected) outcome.getLeft();
            assertThat(refusalCode(tree)).contains(rejection.rawCode());
            assertAgrees(rejection, tree);
        }
    }

    /** Returns the tree of a body that is one JSON object with unique names, in UTF-8 or not. */
    static Option<JsonObject> strictTree(byte[] body) throws IOException {
        JsonReader json = new JsonReader(replacedUtf8(body));
        json.setStrictness(Strictness.STRICT);
        try {
            JsonElement tree = JsonParser.parseReader(json);
            boolean isWhole = json.peek() == JsonToken.END_DOCUMENT;
            return Option.when(isWhole && tree.isJsonObject() && namesAreUnique(replacedUtf8(body)), tree)
                    .map(JsonElement::getAsJsonObject);
        } catch (JsonParseException | MalformedJsonException notStrict) {
            return Option.none();
        }
    }

    private Either<TaskError, TaskListReply> decode(int status, byte[] body) {
        return codec.decode(new TransportResponse(status, TransportHeaders.none(), body))
                .outcome();
    }

    static Reader utf8(byte[] body) {
        return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8.newDecoder());
    }

    /** Returns whether a text contains no replaced bytes. */
    static boolean isUtf8(String text) {
        return !text.contains("\ufffd");
    }

    /** Returns a reader that replaces what is not UTF-8. */
    static Reader replacedUtf8(byte[] body) {
        return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
    }

    /** No document says which of two values with the same name counts, so such replies are not compared. */
    static boolean namesAreUnique(Reader body) throws IOException {
        JsonReader json = new JsonReader(body);
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

    /** Returns a text that nothing depends on; empty if it is of another type. */
    static Option<String> textIfAny(JsonObject parent, String name) {
        return member(parent, name)
                .filter(JsonElement::isJsonPrimitive)
                .filter(value -> !value.getAsJsonPrimitive().isBoolean())
                .map(JsonElement::getAsString);
    }

    /** Returns a number, for which a blank text stands if there is none. */
    static Option<Double> number(JsonObject parent, String name) {
        return numberText(parent, name).map(Double::valueOf);
    }

    private static Option<String> numberText(JsonObject parent, String name) {
        return text(parent, name).filter(number -> !number.isBlank());
    }

    static Option<Integer> integer(JsonObject parent, String name) {
        return number(parent, name).map(Double::intValue);
    }

    /** Reads a number exactly if it is written as a long, and as a double otherwise. */
    static Option<Long> integer64(JsonObject parent, String name) {
        return numberText(parent, name)
                .map(number -> Try.of(() -> Long.valueOf(number))
                        .getOrElse(() -> Double.valueOf(number).longValue()));
    }

    static Instant moment(String text) {
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.ofHours(8));
    }

    /** Returns a time of a row, which may be written as a text that stands for none. */
    static Option<Instant> momentIfAny(JsonObject parent, String name) {
        return text(parent, name)
                .filter(text -> !NO_TIMES.contains(text.strip().replaceAll("\\.0+(?=Z?$)", "")))
                .map(ReplyOracle::moment);
    }
}
