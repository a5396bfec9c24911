package io.github.crstasks.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.error.ErrorCode;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.TransportHeaders;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Either;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how {@code DescribeTaskInfo} is encoded and decoded. */
class ApiV3DetailsTest {
    private static final TaskDetails NOTHING_KNOWN = TaskDetails.builder()
            .taskId(42)
            .status(TaskStatus.UNKNOWN_STATUS)
            .type(TaskType.UNKNOWN_TYPE)
            .build();

    private static ServiceRequest<TaskDetails> request(ApiV3 protocol) {
        return ProtocolCodec.of(protocol).details().get().request(42, TaskType.UNKNOWN_TYPE);
    }

    private static Either<TaskError, TaskDetails> decode(String body) {
        return request(ApiV3.create())
                .decode(new TransportResponse(200, TransportHeaders.none(), body.getBytes(StandardCharsets.UTF_8)))
                .outcome();
    }

    private static TaskDetails details(String fields) {
        return decode("{\"Response\": {" + fields + "}}").getOrElseThrow(error -> new AssertionError(error.message()));
    }

    @Test
    void requestHasActionTaskIdAndSignature() {
        TransportRequest request = request(ApiV3.create())
                .encode(new RequestContext(
                        URI.create("https://redis.tencentcloudapi.com/"),
                        "ap-guangzhou",
                        Credentials.temporary("id", "key", "token"),
                        () -> Instant.ofEpochSecond(1551113065),
                        () -> 1));

        assertThat(StandardCharsets.UTF_8.decode(request.body()).toString()).isEqualTo("{\"TaskId\":42}");
        assertThat(request.headers().first("X-TC-Action")).contains("DescribeTaskInfo");
        assertThat(request.headers().first("X-TC-Version")).contains("2018-04-12");
        assertThat(request.headers().first("X-TC-Region")).contains("ap-guangzhou");
        assertThat(request.headers().first("Authorization").get())
                .contains("Credential=id/2019-02-25/redis/tc3_request");
    }

    @Test
    void typeIsThatOfTheListIfTheTextForItIsNotKnown() {
        for (String text : new String[] {"\"redis缓存清空流程\"", "null", "\"\""}) {
            TaskDetails details = ProtocolCodec.of(ApiV3.create())
                    .details()
                    .get()
                    .request(42, TaskType.CLEAN_INSTANCE)
                    .decode(new TransportResponse(
                            200,
                            TransportHeaders.none(),
                            ("{\"Response\": {\"TaskType\": " + text + "}}").getBytes(StandardCharsets.UTF_8)))
                    .outcome()
                    .get();

            assertThat(details.type()).isEqualTo(TaskType.CLEAN_INSTANCE);
        }
        assertThat(details("\"TaskType\": \"redis缓存清空流程\""))
                .returns(TaskType.UNKNOWN_TYPE, TaskDetails::type)
                .returns("redis缓存清空流程", TaskDetails::typeName);
    }

    @Test
    void everyFieldIsDecoded() {
        assertThat(details("""
                                "RequestId": "r", "Status": "failed", "StartTime": "2019-11-15 14:25:37", "New": [{}],
                                "TaskType": "012", "InstanceId": "crs-opcazbrb", "TaskMessage": "备份失败：磁盘已满\\n💥"
                                """))
                .isEqualTo(TaskDetails.builder()
                        .taskId(42)
                        .status(TaskStatus.FAILED)
                        .statusName("failed")
                        .startedAt(Instant.parse("2019-11-15T06:25:37Z"))
                        .type(TaskType.BACKUP_INSTANCE)
                        .typeName("012")
                        .instanceId("crs-opcazbrb")
                        .message("备份失败：磁盘已满\n💥")
                        .build());
    }

    @Test
    void timeIsReadInTheZoneOfTheProtocol() {
        byte[] body = "{\"Response\": {\"StartTime\": \"2019-11-15 14:25:37\"}}".getBytes(StandardCharsets.UTF_8);

        assertThat(request(ApiV3.create().withZone(ZoneOffset.UTC))
                        .decode(new TransportResponse(200, TransportHeaders.none(), body))
                        .outcome()
                        .get()
                        .startedAt())
                .contains(Instant.parse("2019-11-15T14:25:37Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "preparing, PENDING",
        "running, RUNNING",
        "succeed, SUCCEEDED",
        "Error, ERRORED",
        "failed, FAILED",
        "error, ERRORED",
        "painting, UNKNOWN_STATUS",
        "Succeed, SUCCEEDED",
        "4, UNKNOWN_STATUS"
    })
    void statusKeepsItsWord(String word, TaskStatus status) {
        assertThat(details("\"Status\": \"" + word + "\""))
                .returns(status, TaskDetails::status)
                .returns(word, TaskDetails::statusName);
    }

    @ParameterizedTest
    @ValueSource(strings = {"099", "FLOW_PAINT", ""})
    void unknownTypeKeepsItsName(String name) {
        assertThat(details("\"TaskType\": \"" + name + "\""))
                .returns(TaskType.UNKNOWN_TYPE, TaskDetails::type)
                .returns(name, TaskDetails::typeName);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"RequestId\": null",
                "\"RequestId\": {}",
                "\"Status\": null, \"StartTime\": null, \"TaskType\": null, \"InstanceId\": null, \"TaskMessage\": null",
                "\"StartTime\": \"\"",
                "\"StartTime\": \"0000-00-00 00:00:00\"",
                "\"StartTime\": \"yesterday\"",
                "\"StartTime\": {}"
            })
    void missingFieldsNeverCostTheAnswer(String fields) {
        assertThat(details(fields)).isEqualTo(NOTHING_KNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | $.Response: missing",
                "{\"Response\": null} | $.Response: missing",
                "{\"code\": 0} | use .protocol(ApiV2.create())",
                "{\"Response\": {\"Status\": []}} | another type",
                "{\"Response\": {\"TaskMessage\": \"cut | cut off",
                "<html> | HTML or XML",
                "[] | another type"
            })
    void undecodableReplyIsMalformed(String body, String problem) {
        assertThat(decode(body).getLeft()).isInstanceOf(TaskError.Malformed.class);
        assertThat(decode(body).getLeft().message()).contains(problem);
    }

    @Test
    void everyReplyThatIsCutOffIsMalformed() {
        String reply = "{\"Response\": {\"Status\": \"failed\", \"TaskMessage\": \"磁盘已满\", \"RequestId\": \"r\"}}";

        assertThat(decode(reply).isRight()).isTrue();
        for (int length = 0; length < reply.length(); length++) {
            assertThat(decode(reply.substring(0, length)).getLeft()).isInstanceOf(TaskError.Malformed.class);
        }
    }

    @Test
    void refusalHasCodeTextAndRequestId() {
        assertThat(decode("{\"Response\": {\"Error\": {\"Code\": \"ResourceNotFound\", \"Message\": \"no such task\"},"
                                + " \"RequestId\": \"r-1\"}}")
                        .getLeft())
                .asInstanceOf(type(TaskError.Rejected.class))
                .returns(ErrorCode.RESOURCE_NOT_FOUND, TaskError.Rejected::code)
                .returns("no such task", TaskError.Rejected::serviceMessage)
                .satisfies(rejected -> assertThat(rejected.requestId()).contains("r-1"));
    }

    @Test
    void api2HasNoDetails() {
        assertThat(ProtocolCodec.of(ApiV2.create()).details()).isEmpty();
    }
}
