package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiV2ReplyTest {
    /** Bytes at the edges of all ranges of well-formed sequences, and bytes that occur in none. */
    private static final byte[] UTF8_EDGES = HexFormat.of().parseHex("7f808f909fa0bfc1c2dfe0e1edeff0f1f4f5f9");

    private static final String ROW = """
            {"startTime": "2017-02-10 16:56:18", "taskName": "restoreBackup", "redisName": "测试API专用",
             "redisId": "crs-izbob1wh", "projectId": 7, "status": 2, "progress": 1}""";

    private static Either<TaskError, TaskListReply> decode(String body) {
        return decode(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Either<TaskError, TaskListReply> decode(int status, byte[] body) {
        return ProtocolCodec.of(ApiV2.create())
                .decode(new TransportResponse(status, TransportHeaders.none(), body))
                .outcome();
    }

    private static Either<TaskError, TaskListReply> decodeRows(String rows, int total) {
        return decode("{\"code\": 0, \"totalCount\": " + total + ", \"data\": {\"redisTaskSet\": [" + rows + "]}}");
    }

    private static byte[] documentedReply() {
        try (InputStream file =
                Objects.requireNonNull(ApiV2ReplyTest.class.getResourceAsStream("documented-reply.json"))) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static TaskError.Malformed malformed(String body) {
        TaskError error = decode(body).getLeft();
        assertThat(error).isInstanceOf(TaskError.Malformed.class);
        return (TaskError.Malformed) error;
    }

    @Test
    void documentedReplyIsDecodedToItsNineTasks() {
        TaskListReply reply = decode(200, documentedReply()).get();

        assertThat(reply.totalCount()).isEqualTo(9);
        assertThat(reply.tasks()).hasSize(9).allSatisfy(task -> {
            assertThat(task.instanceId()).isEqualTo("crs-izbob1wh");
            assertThat(task.instanceName()).isEqualTo("测试API专用");
            assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
            assertThat(task.isProgressComplete()).isTrue();
        });
        assertThat(reply.tasks().stream().map(Task::type))
                .containsExactly(
                        TaskType.RESTORE_BACKUP,
                        TaskType.BACKUP_INSTANCE,
                        TaskType.BACKUP_INSTANCE,
                        TaskType.BACKUP_INSTANCE,
                        TaskType.BACKUP_INSTANCE,
                        TaskType.RESTORE_BACKUP,
                        TaskType.BACKUP_INSTANCE,
                        TaskType.CLEAN_INSTANCE,
                        TaskType.BACKUP_INSTANCE);
    }

    @Test
    void everyFieldOfARowIsKept() {
        assertThat(decodeRows(ROW, 1).get().tasks())
                .containsExactly(Task.builder()
                        .submittedAt(Instant.parse("2017-02-10T08:56:18Z"))
                        .type(TaskType.RESTORE_BACKUP)
                        .typeName("restoreBackup")
                        .status(TaskStatus.SUCCEEDED)
                        .statusCode(2)
                        .instanceId("crs-izbob1wh")
                        .instanceName("测试API专用")
                        .projectId(7)
                        .progress(1)
                        .build());
    }

    @Test
    void unknownStatusTypeAndFieldsAreKeptAsReceived() {
        Task task = decodeRows("""
                        {"status": 42, "taskName": "paintInstance", "owner": {"name": ["a", {}]}, "redisId": "crs-1",
                         "startTime": "2017-02-10 16:56:18", "progress": 0.5}""", 1).get().tasks().get(0);

        assertThat(task.status()).isEqualTo(TaskStatus.UNKNOWN_STATUS);
        assertThat(task.statusCode()).contains(42L);
        assertThat(task.type()).isEqualTo(TaskType.UNKNOWN_TYPE);
        assertThat(task.typeName()).isEqualTo("paintInstance");
        assertThat(task.progress()).isEqualTo(0.5);
        assertThat(task.isProgressComplete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"redisName\": null, \"projectId\": null, \"progress\": null",
                ", \"redisName\": \"\", \"projectId\": \"\", \"progress\": \" \""
            })
    void optionalFieldsMayBeAbsentNullOrBlank(String optional) {
        Task task = decodeRows(
                        "{\"startTime\": \"2017-02-10 16:56:18\", \"taskName\": \"setPassword\","
                                + " \"redisId\": \"crs-1\", \"status\": 0" + optional + "}",
                        1)
                .get()
                .tasks()
                .get(0);

        assertThat(task.instanceName()).isEmpty();
        assertThat(task.projectId()).isZero();
        assertThat(task.progress()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": 0, \"totalCount\": 0}",
                "{\"code\": 0, \"totalCount\": 0, \"data\": []}",
                "{\"code\": \"0\", \"totalCount\": 0, \"data\": null}",
                "{\"totalCount\": 0, \"data\": {\"redisTaskSet\": null}, \"code\": 0}",
                "{\"code\": 0, \"message\": null, \"codeDesc\": \"Success\", \"totalCount\": 0, \"data\": {}}",
                "{\"code\": 0, \"totalCount\": 0, \"data\": {\"redisTaskSet\": [], \"more\": [1]}, \"extra\": {}}",
            })
    void successWithoutRowsIsAnEmptyPage(String body) {
        TaskListReply reply = decode(body).get();

        assertThat(reply.tasks()).isEmpty();
        assertThat(reply.totalCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[null]", "false", "{\"a\": [1]}"})
    void pageIsReadWhateverItsTextsAre(String value) {
        String texts = "\"message\": " + value + ", \"codeDesc\": " + value;

        assertThat(decode(
                        "{\"code\": 0, " + texts + ", \"totalCount\": 1, \"data\": {\"redisTaskSet\": [" + ROW + "]}}"))
                .isEqualTo(decodeRows(ROW, 1));
    }

    @Test
    void rejectionKeepsEverythingThatTheServiceSent() {
        assertThat(decode("{\"codeDesc\":\"InvalidParameter\",\"message\":\"(20014)\\u53c2\\u6570\",\"code\":4000}"))
                .isEqualTo(Either.left(new TaskError.Rejected(
                        ErrorCode.INVALID_PARAMETER,
                        "4000",
                        "InvalidParameter",
                        "(20014)参数",
                        Option.some(20014),
                        Option.none())));
        assertThat(decode("{\"code\":\"5100\"}"))
                .isEqualTo(Either.left(new TaskError.Rejected(
                        ErrorCode.OPERATION_FAILED, "5100", "", "", Option.none(), Option.none())));
    }

    @ParameterizedTest
    @CsvSource({
        "4000, INVALID_PARAMETER, false",
        "4100, AUTHENTICATION_FAILED, false",
        "4101, NOT_AUTHORIZED, false",
        "4102, NOT_AUTHORIZED, false",
        "4103, NOT_AUTHORIZED, false",
        "4104, SECRET_ID_NOT_FOUND, false",
        "4105, TOKEN_INVALID, false",
        "4106, MFA_FAILED, false",
        "4110, ACCESS_MANAGEMENT_FAILED, false",
        "4200, REQUEST_EXPIRED, true",
        "4300, ACCESS_DENIED, false",
        "4400, QUOTA_EXCEEDED, true",
        "4500, REPLAYED, true",
        "4600, PROTOCOL_NOT_SUPPORTED, false",
        "5000, RESOURCE_NOT_FOUND, false",
        "5100, OPERATION_FAILED, true",
        "5200, PURCHASE_FAILED, false",
        "5300, BALANCE_INSUFFICIENT, false",
        "5400, PARTIAL_SUCCESS, false",
        "5500, NOT_QUALIFIED, false",
        "6000, INTERNAL_ERROR, true",
        "6100, VERSION_NOT_SUPPORTED, false",
        "6200, UNDER_MAINTENANCE, true",
        "11201, INVALID_PARAMETER, false",
        "999999, UNKNOWN, false",
        "soon, UNKNOWN, false",
    })
    void eachPublicCodeHasItsMeaningAndRetryability(String rawCode, ErrorCode code, boolean retryable) {
        assertThat(decode("{\"code\": \"" + rawCode + "\"}").getLeft())
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(code, TaskError.Rejected::code)
                .returns(rawCode, TaskError.Rejected::rawCode)
                .returns(retryable, TaskError.Rejected::retryable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "null", "[]", "\"text\"", "<html><body>502</body></html>", "{'code': 0}", "{code: 0}"
            })
    void bodyThatIsNotAJsonObjectIsMalformedAtTheRoot(String body) {
        assertThat(malformed(body).where()).startsWith("$");
    }

    @Test
    void replyCutOffAnywhereIsMalformed() {
        String whole = new String(documentedReply(), StandardCharsets.UTF_8).strip();
        for (int length = 0; length < whole.length(); length++) {
            assertThat(decode(whole.substring(0, length)).getLeft()).isInstanceOf(TaskError.Malformed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'totalCount': 0} | $.code | missing",
                "{'code': null, 'totalCount': 0} | $.code | missing",
                "{'code': 0, 'totalCount': -1} | $.totalCount | -1 instead of a number",
                "{'code': 0} | $.totalCount | missing",
                "{'code': 0, 'totalCount': 'many'} | $.totalCount | many instead of a number",
                "{'code': 0, 'totalCount': 1.5} | $.totalCount | 1.5 instead of a number",
                "{'code': 0, 'totalCount': 1000000000000000000} | $.totalCount | 1000000000000000000 instead of a number",
                "{'code': 0, 'totalCount': 0, 'data': {'redisTaskSet': {}}} | $.data.redisTaskSet | type",
                "{'code': 0, 'totalCount': 1, 'data': {'redisTaskSet': [null]}} | $.data.redisTaskSet[0] | type",
                "{'code': 0, 'totalCount': 0} {} | $ | not JSON",
                "{'Response': {'TotalCount': 0, 'Tasks': []}} | $.code | missing",
            })
    void replyOfAnotherShapeIsReportedWithPlaceAndProblem(String body, String where, String problem) {
        TaskError.Malformed error = malformed(body.replace('\'', '"'));

        assertThat(error.where()).isEqualTo(where);
        assertThat(error.problem()).contains(problem);
        assertThat(error.message()).contains(where, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskName", "redisId", "status"})
    void rowWithoutAnIdentifyingFieldIsMalformed(String field) {
        String row = ROW.replace("\"" + field + "\"", "\"other\"");

        TaskError error = decodeRows(ROW + "," + row, 2).getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.data.redisTaskSet[1]." + field, TaskError.Malformed::where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "0",
                "'0'",
                "''",
                "' '",
                "'                   '",
                "'0000-00-00'",
                "'0000-00-00 00:00:00'",
                "' 0000-00-00 00:00:00 '",
                "'0000-00-00 00:00:00.0'",
                "'0000-00-00T00:00:00Z'"
            })
    void taskThatHasNotBegunMayHaveNoTime(String time) {
        String row = ROW.replace("\"2017-02-10 16:56:18\"", time.replace('\'', '"'));

        assertThat(decodeRows(row, 1).get().tasks().get(0).submittedAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": 4400, \"data\": []}",
                "{\"data\": \"none\", \"code\": 4400}",
                "{\"totalCount\": -1, \"code\": 4400}",
                "{\"totalCount\": {}, \"code\": 4400}",
                "{\"code\": 4400, \"message\": {}}",
                "{\"code\": 4400, \"message\": false}",
                "{\"codeDesc\": [], \"code\": 4400}",
                "{\"data\": {\"redisTaskSet\": {}}, \"code\": 4400}",
                "{\"code\": 4400, \"data\": {\"redisTaskSet\": [null]}}"
            })
    void refusalIsReadWhateverIsBesideIt(String body) {
        assertThat(decode(body).getLeft())
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.QUOTA_EXCEEDED, TaskError.Rejected::code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2017-02-10",
                "2017-02-30 00:00:00",
                "2017-02-10 24:00:00",
                "2017-2-10 16:56:18",
                "1486716978",
                "00:00:00",
                "0000-00-00 16:56:18",
                "0000-00-01"
            })
    void invalidSubmissionTimeIsMalformed(String time) {
        TaskError error =
                decodeRows(ROW.replace("2017-02-10 16:56:18", time), 1).getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.data.redisTaskSet[0].startTime", TaskError.Malformed::where);
    }

    @ParameterizedTest
    @CsvSource({
        "progress, '100%'",
        "progress, '1 of 2'",
        "progress, '-'",
        "projectId, 'default'",
        "projectId, '1.5'",
        "status, ''",
        "status, 'done'"
    })
    void textInPlaceOfANumberIsMalformed(String field, String text) {
        String row = ROW.replaceFirst("(\"" + field + "\": )\\d", "$1\"" + text + "\"");

        assertThat(decodeRows(ROW + "," + row, 2).getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.data.redisTaskSet[1]." + field, TaskError.Malformed::where);
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertThat(decode(200, new byte[] {'{', (byte) 0xFF, '}'}).getLeft()).isInstanceOf(TaskError.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F09F98", "E962", "EDA080"})
    void truncatedLatin1OrSurrogateBytesAreNotUtf8(String bytes) {
        byte[] start = "{\"message\": \"a".getBytes(StandardCharsets.UTF_8);
        byte[] text = HexFormat.of().parseHex(bytes);
        byte[] body = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, body, start.length, text.length);

        assertThat(decode(200, body).getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("not UTF-8", TaskError.Malformed::problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 1022, 1023, 1024, 1025})
    void charactersAreDecodedAcrossBufferBoundaries(int shift) {
        String name = "x".repeat(shift) + "a测😀é𠮷".repeat(5_000);

        assertThat(decodeRows(ROW.replace("测试API专用", name), 1)
                        .get()
                        .tasks()
                        .get(0)
                        .instanceName())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void bytesAreDecodedOrRejectedAsByTheStrictDecoderOfTheJdk(int length) {
        byte[] bytes = new byte[length];
        for (int sequence = 0; sequence < Math.pow(UTF8_EDGES.length, length); sequence++) {
            int rest = sequence;
            for (int i = 0; i < length; i++) {
                bytes[i] = UTF8_EDGES[rest % UTF8_EDGES.length];
                rest /= UTF8_EDGES.length;
            }
            assertDecodedAsByTheJdk(bytes);
        }
    }

    private static void assertDecodedAsByTheJdk(byte[] bytes) {
        Either<TaskError, TaskListReply> reply = decode(200, withName(bytes));
        String hex = HexFormat.of().formatHex(bytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            assertThat(reply.get().tasks().get(0).instanceName()).as(hex).isEqualTo(text);
        } catch (CharacterCodingException notUtf8) {
            assertThat(reply.getLeft())
                    .as(hex)
                    .asInstanceOf(type(TaskError.Malformed.class))
                    .returns("not UTF-8", TaskError.Malformed::problem);
        }
    }

    /** Returns a page with a task whose instance has a name of some bytes. */
    private static byte[] withName(byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"code\": 0, \"totalCount\": 1, \"data\": {\"redisTaskSet\": [{\"redisName\": \""
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\", \"taskName\": \"setPassword\", \"redisId\": \"crs-1\", \"status\": 0}]}}"
                .getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    @Test
    void endlesslyNestedJsonIsMalformed() {
        assertThat(malformed("{\"more\": " + "[".repeat(1_000_000)).where()).startsWith("$.more");
    }

    @ParameterizedTest
    @CsvSource({
        "502, true",
        "500, true",
        "503, true",
        "429, true",
        "404, false",
        "403, false",
        "302, false",
        "204, false"
    })
    void otherHttpStatusMeansThatTheServiceDidNotAnswer(int status, boolean retryable) {
        TaskError error = decode(status, "<html>Bad gateway: ?Signature=secret</html>".getBytes(StandardCharsets.UTF_8))
                .getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(Option.some(status), TaskError.Unreachable::httpStatus)
                .returns(retryable, TaskError.Unreachable::retryable);
        assertThat(error.message()).contains("HTTP " + status).doesNotContain("secret");
    }
}
