package io.github.crstasks.internal.wire;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.query.TaskQuery.where;
import static io.github.crstasks.task.TaskStatus.ERRORED;
import static io.github.crstasks.task.TaskStatus.FAILED;
import static io.github.crstasks.task.TaskStatus.RUNNING;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.MODIFY_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiV3CodecTest {
    private static final ProtocolCodec CODEC = ProtocolCodec.of(ApiV3.create());
    private static final RequestContext CONTEXT = new RequestContext(
            URI.create("https://redis.tencentcloudapi.com/"),
            "ap-guangzhou",
            Credentials.temporary("id", "key", "token"),
            () -> Instant.ofEpochSecond(1551113065),
            () -> 1);
    private static final TaskQuery QUERY = submittedBetween(
                    Instant.parse("2019-11-14T16:00:00Z"), Instant.parse("2019-11-15T15:59:59Z"))
            .and(instanceId("crs-opcazbrb"))
            .and(instanceName("测试\"API"))
            .and(status(RUNNING, FAILED))
            .and(type(MODIFY_ACCOUNT, BACKUP_INSTANCE));

    private static ScanPlan plan(TaskQuery query) {
        return Planner.plan(query, CODEC.capabilities());
    }

    private static TaskScan scan(TaskQuery query) {
        return plan(query).scans().get(0);
    }

    private static TransportRequest request(TaskQuery query, int offset, int limit) {
        return CODEC.request(scan(query), offset, limit, CONTEXT);
    }

    private static String body(TransportRequest request) {
        return StandardCharsets.UTF_8.decode(request.body()).toString();
    }

    @Test
    void queryHasTheParametersOfTheCall() {
        assertThat(CODEC.parameters(scan(QUERY), 20, 10))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "InstanceId", "crs-opcazbrb",
                        "InstanceName", "测试\"API",
                        "BeginTime", "2019-11-15 00:00:00",
                        "Result.0", "1",
                        "Result.1", "4",
                        "TaskTypes.0", "037",
                        "TaskTypes.1", "012",
                        "Offset", "20",
                        "Limit", "10"));
    }

    @Test
    void parametersAreSentAsJsonOfTheDocumentedTypes() {
        assertThat(JsonParser.parseString(body(request(QUERY, 20, 10)))).isEqualTo(JsonParser.parseString("""
                        {"InstanceId": "crs-opcazbrb", "InstanceName": "测试\\"API", "BeginTime": "2019-11-15 00:00:00",
                         "Result": [1, 4], "TaskTypes": ["037", "012"], "Offset": 20,
                         "Limit": 10}"""));
    }

    @Test
    void fieldsThatAreNotSetAreNotSent() {
        assertThat(body(request(all(), 0, 100))).isEqualTo("{\"Offset\":0,\"Limit\":100}");
    }

    @Test
    void requestIsAPostWithActionVersionRegionAndTokenInItsHeaders() {
        TransportRequest request = request(all(), 0, 100);

        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.uri()).isEqualTo(ApiV3.create().endpoint("ap-guangzhou"));
        assertThat(request.headers().asMap())
                .containsOnlyKeys(
                        "Authorization",
                        "Content-Type",
                        "X-TC-Action",
                        "X-TC-Region",
                        "X-TC-Timestamp",
                        "X-TC-Token",
                        "X-TC-Version");
        assertThat(request.headers().first("X-TC-Action")).contains("DescribeTaskList");
        assertThat(request.headers().first("X-TC-Version")).contains("2018-04-12");
        assertThat(request.headers().first("X-TC-Region")).contains("ap-guangzhou");
        assertThat(request.headers().first("Authorization").get())
                .contains("Credential=id/2019-02-25/redis/tc3_request");
    }

    @ParameterizedTest
    @CsvSource({"ZH_CN, zh-CN", "EN_US, en-US"})
    void languageOfTheProtocolIsSentAsAHeader(ApiV3.Language language, String sent) {
        TransportRequest plain = request(all(), 0, 100);
        TransportRequest localized =
                ProtocolCodec.of(ApiV3.create().language(language)).request(scan(all()), 0, 100, CONTEXT);

        assertThat(localized.headers().first("X-TC-Language")).contains(sent);
        assertThat(body(localized)).isEqualTo(body(plain));
        assertThat(localized.headers().first("Authorization"))
                .isEqualTo(plain.headers().first("Authorization"));
    }

    @Test
    void operatorsOfTheProtocolAreSentAsTextsWithEveryList() {
        ProtocolCodec codec = ProtocolCodec.of(ApiV3.create().operatedBy("100000000002", "100000000001"));
        for (TaskQuery query : List.of(all(), QUERY, status(FAILED), type(BACKUP_INSTANCE))) {
            TaskScan scan = scan(query);

            assertThat(codec.parameters(scan, 0, 100))
                    .containsEntry("OperateUin.0", "100000000001")
                    .containsEntry("OperateUin.1", "100000000002");
            assertThat(body(codec.request(scan, 0, 100, CONTEXT)))
                    .contains("\"OperateUin\":[\"100000000001\",\"100000000002\"]");
        }
    }

    @ParameterizedTest
    @CsvSource({"MODIFY_ACCOUNT, 037", "MODIFY_PARAMETERS, 034"})
    void typeIsSentAsThePublishedCode(TaskType type, String code) {
        assertThat(body(request(type(type), 0, 20)))
                .isEqualTo("{\"TaskTypes\":[\"" + code + "\"],\"Offset\":0,\"Limit\":20}");
    }

    @Test
    void timesAreWrittenInTheZoneOfTheService() {
        assertThat(ProtocolCodec.of(ApiV3.create().withZone(ZoneOffset.UTC)).parameters(scan(QUERY), 0, 10))
                .containsEntry("BeginTime", "2019-11-14 16:00:00");
    }

    @ParameterizedTest
    @CsvSource({"PENDING, 0", "RUNNING, 1", "SUCCEEDED, 2", "FAILED, 4"})
    void documentedStatusesRoundTrip(TaskStatus status, int code) {
        assertThat(ApiV3Names.ofStatus(status)).isEqualTo(code);
        assertThat(ApiV3Names.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_TYPE")
    void everyTypeIsRequestedByTheCodeInReplies(TaskType type) {
        String code = CODEC.parameters(scan(type(type)), 0, 1).getOrDefault("TaskTypes.0", "");

        assertThat(code).matches("0\\d\\d");
        assertThat(ApiV3Names.type(code)).isEqualTo(type);
        assertThat(plan(type(type)).isExact()).isTrue();
    }

    @Test
    void typeCanBeCheckedOnTheClientOnly() {
        TaskQuery backups = where(task -> task.type() == BACKUP_INSTANCE);

        assertThat(plan(backups).scans()).containsExactly(TaskScan.everything());
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_INSTANCE, 001",
        "CLOSE_INSTANCE, 003",
        "IMPORT_RDB, 008",
        "RESTORE_STREAM, 011",
        "EXCHANGE_INSTANCE, 016",
        "AUTO_BACKUP, 017",
        "EXPAND_OR_SHRINK, 028",
        "MODIFY_ACCOUNT, 037",
        "MODIFY_BACKUP_MODE, 070"
    })
    void errorCodesHaveTheirDocumentedMeanings(TaskType type, String code) {
        assertThat(ApiV3Names.ofType(type)).isEqualTo(code);
    }

    @Test
    void failedAndErroredAreRequestedAsTheOneCodeForBoth() {
        assertThat(CODEC.parameters(scan(status(FAILED, ERRORED)), 0, 1))
                .containsEntry("Result.0", "4")
                .doesNotContainKey("Result.1");
        assertThat(plan(status(ERRORED)).scans()).isEmpty();
    }
}
