package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that a refusal is decoded whatever is beside its code, by all readers. */
class RefusalTest {
    /** Values of all types, times and texts that no field has, and, in Latin-1, a text that is not UTF-8. */
    private static final List<JsonElement> ANY_VALUES =
            JsonParser.parseString("""
            [null, true, false, 0, -1, 1.5, 1e999, 9223372036854775808, "", " ", "0", "100%", "2017-02-30 00:00:00", "\u00ff",
             [], [null], [[]], [{}], ["\u00ff"], {}, {"": {}}, {"\u00ff": 1}, {"a": [{"b": null}]}]""").getAsJsonArray().asList();

    /** Returns refusals with all fields that a reply can have, in the form that each reader reads. */
    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("list of API 2.0", ProtocolCodec.of(ApiV2.create())::decode, "4400", """
                {"code": 4400, "codeDesc": "QuotaExceeded", "message": "(11201)slow down", "totalCount": 1, "more": 1,
                 "data": {"more": 1, "redisTaskSet": [
                  {"startTime": "2017-02-10 16:56:18", "taskName": "restoreBackup", "redisName": "a", "redisId": "crs-1",
                   "projectId": 7, "status": 2, "progress": 1}]},
                 "Response": {}}"""),
                new Refusal("list of API 3.0", ProtocolCodec.of(ApiV3.create())::decode, "RequestLimitExceeded", """
                {"code": 0, "more": 1, "Response": {
                 "Error": {"Code": "RequestLimitExceeded", "Message": "slow down", "More": 1},
                 "RequestId": "r-1", "TotalCount": 1, "More": 1, "Tasks": [
                  {"TaskId": 42372, "TaskType": "037", "StartTime": "2019-11-15 14:25:37", "EndTime": "2019-11-15 14:25:46",
                   "InstanceId": "crs-1", "InstanceName": "a", "ProjectId": 0, "Progress": 1, "Result": 2}]}}"""),
                new Refusal(
                        "details of API 3.0",
                        ProtocolCodec.of(ApiV3.create()).details().get().request(42, TaskType.BACKUP_INSTANCE)::decode,
                        "RequestLimitExceeded",
                        """
                {"code": 0, "more": 1, "Response": {
                 "Error": {"Code": "RequestLimitExceeded", "Message": "slow down", "More": 1},
                 "RequestId": "r-1", "Status": "failed", "StartTime": "2019-11-15 14:25:37", "TaskType": "012",
                 "InstanceId": "crs-1", "TaskMessage": "a", "More": 1}}"""));
    }

    /** A refusal in the form that one reader reads. */
    record Refusal(String name, Decoder decoder, String code, JsonObject reply) {
        Refusal(String name, Decoder decoder, String code, String reply) {
            this(name, decoder, code, JsonParser.parseString(reply).getAsJsonObject());
        }

        TaskError decode(String reply) {
            byte[] body = reply.getBytes(StandardCharsets.ISO_8859_1);
            return decoder.decode(new TransportResponse(200, TransportHeaders.none(), body))
                    .outcome()
                    .getLeft();
        }

        @Override
        public String toString() {
            return name;
        }

        private boolean isInside(JsonElement value) {
            return value.toString().contains(code);
        }

        /** Returns all trees that differ in one value, which neither is the code nor contains it. */
        Stream<JsonElement> variants(JsonElement tree) {
            if (tree instanceof JsonObject object) {
                return object.entrySet().stream()
                        .flatMap(field -> variantsOrAnyValues(field.getValue()).map(value -> {
                            JsonObject variant = object.deepCopy();
                            variant.add(field.getKey(), value);
                            return variant;
                        }));
            }
            if (tree instanceof JsonArray array) {
                return IntStream.range(0, array.size())
                        .boxed()
                        .flatMap(index -> variantsOrAnyValues(array.get(index)).map(value -> {
                            JsonArray variant = array.deepCopy();
                            variant.set(index, value);
                            return variant;
                        }));
            }
            return Stream.empty();
        }

        private Stream<JsonElement> variantsOrAnyValues(JsonElement value) {
            return isInside(value) ? variants(value) : Stream.concat(variants(value), ANY_VALUES.stream());
        }
    }

    /** Decodes a reply. */
    @FunctionalInterface
    interface Decoder {
        ServiceReply<?> decode(TransportResponse response);
    }

    private static JsonElement reversed(JsonElement tree) {
        if (!(tree instanceof JsonObject object)) {
            return tree;
        }
        List<Map.Entry<String, JsonElement>> fields = new ArrayList<>(object.entrySet());
        Collections.reverse(fields);
        JsonObject reversed = new JsonObject();
        fields.forEach(field -> reversed.add(field.getKey(), reversed(field.getValue())));
        return reversed;
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalKeepsItsCodeWhateverValueIsBesideIt(Refusal refusal) {
        assertThat(refusal.variants(refusal.reply).flatMap(variant -> Stream.of(variant, reversed(variant))))
                .hasSizeGreaterThan(400)
                .allSatisfy(variant -> assertThat(refusal.decode(variant.toString()))
                        .asInstanceOf(type(TaskError.Rejected.class))
                        .returns(ErrorCode.QUOTA_EXCEEDED, TaskError.Rejected::code)
                        .returns(refusal.code, TaskError.Rejected::rawCode)
                        .returns(true, TaskError.Rejected::retryable));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalHasItsTextsThoughTheFieldsOfAResultAreMalformed(Refusal refusal) {
        String reply = refusal.reply
                .toString()
                .replaceAll("\\[\\{", "[null, {")
                .replace("\"failed\"", "{}")
                .replace("slow", "sl\u00ffw");

        assertThat(refusal.decode(reply))
                .asInstanceOf(type(TaskError.Rejected.class))
                .satisfies(rejected -> {
                    assertThat(rejected.serviceMessage()).endsWith("sl\ufffdw down");
                    assertThat(rejected.codeDesc() + rejected.requestId().getOrElse(""))
                            .containsAnyOf("QuotaExceeded", "r-1");
                });
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusalThatIsCutOffOrFollowedBySomethingIsMalformed(Refusal refusal) {
        String reply = refusal.reply.toString();

        for (int length = 0; length < reply.length(); length++) {
            assertThat(refusal.decode(reply.substring(0, length))).isInstanceOf(TaskError.Malformed.class);
        }
        for (String rest : List.of("{}", "x", "\u00ff", ",", "}", "\u0000")) {
            assertThat(refusal.decode(reply + rest)).isInstanceOf(TaskError.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void replyWithoutACodeIsNoRefusal(Refusal refusal) {
        for (String code : List.of("null", "{}", "[]", "true", "\"0\u00ff\"", "\"4400\u00ff\"")) {
            String reply = refusal.reply.toString().replaceAll("\"?" + refusal.code + "\"?", code);

            assertThat(refusal.decode(reply)).isInstanceOf(TaskError.Malformed.class);
        }
    }
}
