package io.github.crstasks.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpHeaders;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.io.IOException;
import java.io.InputStream;
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
    private static final String ROW = """
            {"startTime": "2017-02-10 16:56:18", "taskName": "restoreBackup", "redisName": "测试API专用",
             "redisId": "crs-izbob1wh", "projectId": 7, "status": 2, "progress": 1}""";

    private static Either<TaskError, TaskRows> decode(String body) {
        return decode(200, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Either<TaskError, TaskRows> decode(int status, byte[] body) {
        return ApiV2.create().decode(new HttpResponse(status, HttpHeaders.none(), body));
    }

    private static Either<TaskError, TaskRows> decodeRows(String rows, int total) {
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
    void the_documented_reply_decodes_to_its_nine_tasks() {
        TaskRows rows = decode(200, documentedReply()).get();

        assertThat(rows.totalCount()).isEqualTo(9);
        assertThat(rows.tasks()).hasSize(9).allSatisfy(task -> {
            assertThat(task.instanceId()).isEqualTo("crs-izbob1wh");
            assertThat(task.instanceName()).isEqualTo("测试API专用");
            assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
            assertThat(task.finished()).isTrue();
        });
        assertThat(rows.tasks().stream().map(Task::type))
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
    void every_field_of_a_row_is_kept() {
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
    void unknown_status_type_and_fields_survive_as_they_came() {
        Task task = decodeRows("""
                        {"status": 42, "taskName": "paintInstance", "owner": {"name": ["a", {}]}, "redisId": "crs-1",
                         "startTime": "2017-02-10 16:56:18", "progress": 0.5}""", 1).get().tasks().get(0);

        assertThat(task.status()).isEqualTo(TaskStatus.UNKNOWN);
        assertThat(task.statusCode()).contains(42);
        assertThat(task.type()).isEqualTo(TaskType.UNKNOWN);
        assertThat(task.typeName()).isEqualTo("paintInstance");
        assertThat(task.progress()).isEqualTo(0.5);
        assertThat(task.finished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"redisName\": null, \"projectId\": null, \"progress\": null"})
    void optional_fields_may_be_absent_or_null(String optional) {
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
                "{\"code\": \"0\", \"totalCount\": 0, \"data\": null}",
                "{\"totalCount\": 0, \"data\": {\"redisTaskSet\": null}, \"code\": 0}",
                "{\"code\": 0, \"message\": null, \"codeDesc\": \"Success\", \"totalCount\": 0, \"data\": {}}",
                "{\"code\": 0, \"totalCount\": 0, \"data\": {\"redisTaskSet\": [], \"more\": [1]}, \"extra\": {}}",
            })
    void a_success_without_rows_is_an_empty_page(String body) {
        TaskRows rows = decode(body).get();

        assertThat(rows.tasks()).isEmpty();
        assertThat(rows.totalCount()).isZero();
    }

    @Test
    void a_refusal_keeps_all_that_the_service_said() {
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
    void each_public_code_has_its_meaning_and_its_verdict(String rawCode, ErrorCode code, boolean retryable) {
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
    void what_is_not_a_json_object_is_malformed_at_the_root(String body) {
        assertThat(malformed(body).where()).startsWith("$");
    }

    @Test
    void a_reply_cut_off_anywhere_is_malformed() {
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
                "{'code': 0, 'totalCount': -1} | $.totalCount | below 0",
                "{'code': 0} | $.totalCount | missing",
                "{'code': 0, 'totalCount': 'many'} | $.totalCount | type",
                "{'code': 0, 'totalCount': 1.5} | $.totalCount | type",
                "{'code': 0, 'totalCount': 0, 'data': []} | $.data | type",
                "{'code': 0, 'totalCount': 0, 'data': {'redisTaskSet': {}}} | $.data.redisTaskSet | type",
                "{'code': 0, 'totalCount': 1, 'data': {'redisTaskSet': [null]}} | $.data.redisTaskSet[0] | type",
                "{'code': 0, 'totalCount': 0} {} | $ | not JSON",
                "{'Response': {'TotalCount': 0, 'Tasks': []}} | $.code | missing",
            })
    void a_reply_of_another_shape_says_where_and_what(String body, String where, String problem) {
        TaskError.Malformed error = malformed(body.replace('\'', '"'));

        assertThat(error.where()).isEqualTo(where);
        assertThat(error.problem()).contains(problem);
        assertThat(error.message()).contains(where, problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startTime", "taskName", "redisId", "status"})
    void a_row_without_what_tells_it_apart_is_malformed(String field) {
        String row = ROW.replace("\"" + field + "\"", "\"other\"");

        TaskError error = decodeRows(ROW + "," + row, 2).getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.data.redisTaskSet[1]." + field, TaskError.Malformed::where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2017-02-10", "2017-02-30 00:00:00", "2017-02-10 24:00:00", "2017-2-10 16:56:18"})
    void a_submission_time_that_is_none_is_malformed(String time) {
        TaskError error =
                decodeRows(ROW.replace("2017-02-10 16:56:18", time), 1).getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.data.redisTaskSet[0].startTime", TaskError.Malformed::where);
    }

    @Test
    void bytes_that_are_not_utf8_are_malformed() {
        assertThat(decode(200, new byte[] {'{', (byte) 0xFF, '}'}).getLeft()).isInstanceOf(TaskError.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F09F98", "E962", "EDA080"})
    void a_text_that_is_cut_off_in_latin_1_or_half_a_pair_is_not_utf8(String bytes) {
        byte[] start = "{\"message\": \"a".getBytes(StandardCharsets.UTF_8);
        byte[] text = HexFormat.of().parseHex(bytes);
        byte[] body = Arrays.copyOf(start, start.length + text.length);
        System.arraycopy(text, 0, body, start.length, text.length);

        assertThat(decode(200, body).getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("not UTF-8", TaskError.Malformed::problem);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void characters_survive_wherever_a_buffer_ends(int shift) {
        String name = "x".repeat(shift) + "测😀é".repeat(5_000);

        assertThat(decodeRows(ROW.replace("测试API专用", name), 1)
                        .get()
                        .tasks()
                        .get(0)
                        .instanceName())
                .isEqualTo(name);
    }

    @Test
    void json_nested_without_end_is_malformed() {
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
    void another_http_status_means_that_something_in_between_answered(int status, boolean retryable) {
        TaskError error = decode(status, "<html>Bad gateway: ?Signature=secret</html>".getBytes(StandardCharsets.UTF_8))
                .getLeft();

        assertThat(error)
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(Option.some(status), TaskError.Unreachable::httpStatus)
                .returns(retryable, TaskError.Unreachable::retryable);
        assertThat(error.message()).contains("HTTP " + status).doesNotContain("secret");
    }
}
