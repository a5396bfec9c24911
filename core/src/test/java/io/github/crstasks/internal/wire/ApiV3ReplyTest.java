package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiV3ReplyTest {
    private static final String DOCUMENTED_ROW = """
            {"TaskId": 42372, "TaskType": "037", "StartTime": "2019-11-15 14:25:37", "EndTime": "2019-11-15 14:25:46",
             "InstanceId": "crs-opcazbrb", "InstanceName": "multidbccbugfix11153", "ProjectId": 0, "Progress": 1,
             "Result": 2}""";

    private static Either<TaskError, TaskListReply> decode(String body) {
        return decode(200, body);
    }

    private static Either<TaskError, TaskListReply> decode(int status, String body) {
        return reply(status, body).outcome();
    }

    private static ServiceReply<TaskListReply> reply(String body) {
        return reply(200, body);
    }

    private static ServiceReply<TaskListReply> reply(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ProtocolCodec.of(ApiV3.create()).decode(new TransportResponse(status, TransportHeaders.none(), bytes));
    }

    private static Either<TaskError, TaskListReply> decodeRows(String rows) {
        return decode("{\"Response\": {\"TotalCount\": 1, \"RequestId\": \"r-1\", \"Tasks\": [" + rows + "]}}");
    }

    private static Task task(String row) {
        return decodeRows(row)
                .getOrElseThrow(error -> new AssertionError(error.message()))
                .tasks()
                .get(0);
    }

    private static TaskError rejection(String code) {
        return decode("{\"Response\": {\"Error\": {\"Code\": \"" + code
                        + "\", \"More\": [{}], \"Message\": \"signed too early\"}," + " \"RequestId\": \"r-1\"}}")
                .getLeft();
    }

    @Test
    void documentedTaskIsDecodedWhole() {
        assertThat(task(DOCUMENTED_ROW))
                .isEqualTo(Task.builder()
                        .taskId(42372)
                        .submittedAt(Instant.parse("2019-11-15T06:25:37Z"))
                        .endedAt(Option.some(Instant.parse("2019-11-15T06:25:46Z")))
                        .type(TaskType.MODIFY_ACCOUNT)
                        .typeName("037")
                        .status(TaskStatus.SUCCEEDED)
                        .statusCode(2)
                        .instanceId("crs-opcazbrb")
                        .instanceName("multidbccbugfix11153")
                        .projectId(0)
                        .progress(1)
                        .build());
    }

    @Test
    void pageKeepsTotalAndRequestId() {
        TaskListReply reply = decodeRows(DOCUMENTED_ROW).get();

        assertThat(reply.totalCount()).isEqualTo(1);
        assertThat(reply.requestId()).contains("r-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"TaskId\": null, \"TaskType\": null, \"EndTime\": null, \"InstanceId\": null, \"InstanceName\": null,"
                        + " \"ProjectId\": null, \"Progress\": null, \"Result\": null",
                ", \"EndTime\": \"\"",
                ", \"EndTime\": \"0000-00-00 00:00:00\"",
                ", \"EndTime\": {}",
                ", \"EndTime\": false",
                ", \"TaskId\": \"\", \"ProjectId\": \"\", \"Progress\": \"\", \"Result\": \"\"",
                ", \"Result\": \" \", \"Progress\": \" \", \"ProjectId\": \" \", \"TaskId\": \" \""
            })
    void everyFieldMayBeAbsent(String others) {
        assertThat(task("{\"StartTime\": \"2019-11-15 14:25:37\"" + others + "}"))
                .isEqualTo(Task.builder()
                        .submittedAt(Instant.parse("2019-11-15T06:25:37Z"))
                        .type(TaskType.UNKNOWN_TYPE)
                        .status(TaskStatus.UNKNOWN_STATUS)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"StartTime\": null}",
                "{\"StartTime\": \"\"}",
                "{\"StartTime\": \"0000-00-00 00:00:00\"}",
                "{\"StartTime\": \"0000-00-00 00:00:00.0\"}",
                "{\"StartTime\": \"0000-00-00\"}",
                "{\"StartTime\": \" \"}",
                "{\"StartTime\": 0}"
            })
    void taskThatHasNotBegunMayHaveNoTime(String row) {
        assertThat(task(row).submittedAt()).isEmpty();
    }

    @Test
    void textThatIsNoTimeIsMalformed() {
        assertThat(decodeRows(DOCUMENTED_ROW + ",{\"StartTime\": \"yesterday\"}")
                        .getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.Response.Tasks[1].StartTime", TaskError.Malformed::where);
    }

    @ParameterizedTest
    @CsvSource({"TaskId, 'x'", "ProjectId, '1.5'", "Progress, '100%'", "Progress, 'NaN'", "Result, 'done'"})
    void textInPlaceOfANumberIsMalformed(String field, String text) {
        assertThat(decodeRows(DOCUMENTED_ROW + ",{\"" + field + "\": \"" + text + "\"}")
                        .getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns("$.Response.Tasks[1]." + field, TaskError.Malformed::where);
    }

    @Test
    void numberMayBeWrittenAsText() {
        assertThat(task("{\"TaskId\": \"42372\", \"ProjectId\": \"7\", \"Progress\": \"0.5\", \"Result\": \"2\"}"))
                .isEqualTo(task("{\"TaskId\": 42372, \"ProjectId\": 7, \"Progress\": 0.5, \"Result\": 2}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "[null]", "false", "{\"a\": [1]}"})
    void pageIsReadThoughItsRequestIdIsNoText(String requestId) {
        ServiceReply<TaskListReply> reply = reply("{\"Response\": {\"RequestId\": " + requestId
                + ", \"TotalCount\": 1, \"Tasks\": [" + DOCUMENTED_ROW + "]}}");

        assertThat(reply.outcome().get().tasks()).containsExactly(task(DOCUMENTED_ROW));
        assertThat(reply.outcome().get().requestId()).isEmpty();
        assertThat(reply.requestId()).isEmpty();
    }

    @Test
    void malformedReplyHasItsRequestId() {
        ServiceReply<TaskListReply> reply =
                reply("{\"Response\": {\"TotalCount\": 1, \"Tasks\": [null], \"RequestId\": \"r-1\"}}");

        assertThat(reply.outcome().getLeft()).isInstanceOf(TaskError.Malformed.class);
        assertThat(reply.requestId()).contains("r-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Tasks\": {}",
                "\"RequestId\": {}",
                "\"Tasks\": [{\"Progress\": \"100%\"}]",
                "\"TotalCount\": []"
            })
    void refusalIsReadWhateverIsBesideIt(String field) {
        String error = "\"Error\": {\"Message\": {}, \"Code\": \"RequestLimitExceeded\"}";

        for (String fields : List.of(field + "," + error, error + "," + field)) {
            assertThat(decode("{\"Response\": {" + fields + "}}").getLeft())
                    .asInstanceOf(type(TaskError.Rejected.class))
                    .returns(ErrorCode.QUOTA_EXCEEDED, TaskError.Rejected::code);
        }
    }

    @Test
    void numbersHave64Bits() {
        Task task = task("{\"TaskId\": 9223372036854775807, \"ProjectId\": 4294967296, \"Result\": -4294967296}");

        assertThat(task.taskId()).contains(Long.MAX_VALUE);
        assertThat(task.projectId()).isEqualTo(4294967296L);
        assertThat(task.statusCode()).contains(-4294967296L);
        assertThat(task.status()).isEqualTo(TaskStatus.UNKNOWN_STATUS);
    }

    @Test
    void nameIsKeptThoughItIsNotValidUnicode() {
        assertThat(task("{\"InstanceName\": \"a\\ud83d\"}").instanceName()).isEqualTo("a\ud83d");
    }

    @Test
    void unknownTypesStatusesAndFieldsAreKept() {
        Task task = task("""
                {"StartTime": "2019-11-15 14:25:37", "TaskType": "999", "Result": 3, "Owner": {"a": [1]}}""");

        assertThat(task.type()).isEqualTo(TaskType.UNKNOWN_TYPE);
        assertThat(task.typeName()).isEqualTo("999");
        assertThat(task.status()).isEqualTo(TaskStatus.UNKNOWN_STATUS);
        assertThat(task.statusCode()).contains(3L);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "4, true"})
    void statusDecidesWhetherATaskHasEndedWhateverItsProgress(int result, boolean ended) {
        for (String progress : new String[] {"0", "0.5", "1", "50", "100"}) {
            Task task = task("{\"StartTime\": \"2019-11-15 14:25:37\", \"Result\": " + result + ", \"Progress\": "
                    + progress + "}");

            assertThat(task.hasEnded()).isEqualTo(ended);
            assertThat(task.progress()).isEqualTo(Double.parseDouble(progress));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Response\": {\"TotalCount\": 0}}",
                "{\"Response\": {\"TotalCount\": 0, \"Tasks\": null, \"Error\": null, \"More\": [{}]}, \"extra\": 1}",
            })
    void successWithoutRowsIsAnEmptyPage(String body) {
        assertThat(decode(body).get()).isEqualTo(new TaskListReply(List.of(), 0));
    }

    @Test
    void rejectionKeepsCodeMessageAndRequestId() {
        TaskError rejection = rejection("AuthFailure.SignatureExpire");

        assertThat(rejection)
                .isEqualTo(new TaskError.Rejected(
                        ErrorCode.REQUEST_EXPIRED,
                        "AuthFailure.SignatureExpire",
                        "",
                        "signed too early",
                        Option.none(),
                        Option.some("r-1")));
        assertThat(rejection.message())
                .contains("AuthFailure.SignatureExpire", "REQUEST_EXPIRED", "signed too early", "r-1");
    }

    @ParameterizedTest
    @CsvSource({
        "ActionOffline, VERSION_NOT_SUPPORTED, false",
        "AuthFailure.InvalidAuthorization, AUTHENTICATION_FAILED, false",
        "AuthFailure.InvalidSecretId, SECRET_ID_NOT_FOUND, false",
        "AuthFailure.MFAFailure, MFA_FAILED, false",
        "AuthFailure.SecretIdNotFound, SECRET_ID_NOT_FOUND, false",
        "AuthFailure.SignatureExpire, REQUEST_EXPIRED, true",
        "AuthFailure.SignatureFailure, AUTHENTICATION_FAILED, false",
        "AuthFailure.TokenFailure, TOKEN_INVALID, false",
        "AuthFailure.UnauthorizedOperation, NOT_AUTHORIZED, false",
        "AuthFailure.Invented, AUTHENTICATION_FAILED, false",
        "DryRunOperation, OPERATION_NOT_POSSIBLE, false",
        "FailedOperation, OPERATION_NOT_POSSIBLE, false",
        "FailedOperation.SystemError, INTERNAL_ERROR, true",
        "InternalError, INTERNAL_ERROR, true",
        "InternalError.DbOperationFailed, INTERNAL_ERROR, true",
        "InternalError.InternalError, INTERNAL_ERROR, true",
        "InvalidAction, VERSION_NOT_SUPPORTED, false",
        "InvalidParameter, INVALID_PARAMETER, false",
        "InvalidParameter.PermissionDenied, NOT_AUTHORIZED, false",
        "InvalidParameterValue, INVALID_PARAMETER, false",
        "InvalidParameterValue.Invented, INVALID_PARAMETER, false",
        "InvalidRequest, INVALID_PARAMETER, false",
        "IpInBlacklist, ACCESS_DENIED, false",
        "IpNotInWhitelist, ACCESS_DENIED, false",
        "LimitExceeded, LIMIT_EXCEEDED, false",
        "MissingParameter, INVALID_PARAMETER, false",
        "NoSuchProduct, VERSION_NOT_SUPPORTED, false",
        "NoSuchVersion, VERSION_NOT_SUPPORTED, false",
        "RequestLimitExceeded, QUOTA_EXCEEDED, true",
        "RequestLimitExceeded.GlobalRegionUinLimitExceeded, QUOTA_EXCEEDED, true",
        "RequestLimitExceeded.IPLimitExceeded, QUOTA_EXCEEDED, true",
        "RequestLimitExceeded.UinLimitExceeded, QUOTA_EXCEEDED, true",
        "RequestSizeLimitExceeded, LIMIT_EXCEEDED, false",
        "ResourceInUse, OPERATION_NOT_POSSIBLE, false",
        "ResourceInsufficient, OPERATION_NOT_POSSIBLE, false",
        "ResourceNotFound, RESOURCE_NOT_FOUND, false",
        "ResourceNotFound.Invented, RESOURCE_NOT_FOUND, false",
        "ResourceUnavailable, OPERATION_FAILED, true",
        "ResponseSizeLimitExceeded, LIMIT_EXCEEDED, false",
        "ServiceUnavailable, UNDER_MAINTENANCE, true",
        "UnauthorizedOperation, NOT_AUTHORIZED, false",
        "UnauthorizedOperation.Invented, NOT_AUTHORIZED, false",
        "UnknownParameter, INVALID_PARAMETER, false",
        "UnsupportedOperation, OPERATION_NOT_POSSIBLE, false",
        "UnsupportedProtocol, PROTOCOL_NOT_SUPPORTED, false",
        "UnsupportedRegion, INVALID_PARAMETER, false",
        "Invented.SystemError, UNKNOWN, false",
    })
    void eachPublicCodeHasItsMeaningAndRetryability(String rawCode, ErrorCode code, boolean retryable) {
        assertThat(rejection(rawCode))
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(code, TaskError.Rejected::code)
                .returns(rawCode, TaskError.Rejected::rawCode)
                .returns(retryable, TaskError.Rejected::retryable);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | $.Response | missing",
                "{'Response': null} | $.Response | missing",
                "{'Response': []} | $.Response | type",
                "{'Response': {}} | $.Response.TotalCount | missing",
                "{'Response': {'TotalCount': -1}} | $.Response.TotalCount | -1 instead of a number",
                "{'Response': {'Error': {}}} | $.Response.Error.Code | missing",
                "{'Response': {'TotalCount': 1, 'Tasks': [null]}} | $.Response.Tasks[0] | type",
                "{'Response': {'TotalCount': 0}} {} | $ | not JSON",
                "{'code': 0, 'totalCount': 0} | $.Response | missing",
            })
    void replyOfAnotherShapeIsReportedWithPlaceAndProblem(String body, String where, String problem) {
        assertThat(decode(body.replace('\'', '"')).getLeft())
                .asInstanceOf(type(TaskError.Malformed.class))
                .returns(where, TaskError.Malformed::where)
                .satisfies(error -> assertThat(error.problem()).contains(problem));
    }

    @Test
    void otherHttpStatusMeansThatTheServiceDidNotAnswer() {
        assertThat(decode(502, "<html></html>").getLeft())
                .asInstanceOf(type(TaskError.Unreachable.class))
                .returns(true, TaskError.Unreachable::retryable);
    }
}
