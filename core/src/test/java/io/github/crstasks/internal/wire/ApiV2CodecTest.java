package io.github.crstasks.internal.wire;

import static io.github.crstasks.query.TaskQuery.all;
import static io.github.crstasks.query.TaskQuery.instanceId;
import static io.github.crstasks.query.TaskQuery.instanceName;
import static io.github.crstasks.query.TaskQuery.status;
import static io.github.crstasks.query.TaskQuery.submittedBetween;
import static io.github.crstasks.query.TaskQuery.type;
import static io.github.crstasks.task.TaskStatus.SUCCEEDED;
import static io.github.crstasks.task.TaskType.BACKUP_INSTANCE;
import static io.github.crstasks.task.TaskType.CLEAN_INSTANCE;
import static io.github.crstasks.task.TaskType.RESTORE_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.auth.Credentials;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiV2CodecTest {
    private static final ProtocolCodec CODEC = ProtocolCodec.of(ApiV2.create());
    private static final TaskQuery DOCUMENTED = submittedBetween(
                    Instant.parse("2016-12-27T16:03:52Z"), Instant.parse("2017-02-10T16:03:52Z"))
            .and(instanceId("crs-izbob1wh"))
            .and(instanceName("测试API专用"))
            .and(status(SUCCEEDED))
            .and(type(RESTORE_BACKUP, BACKUP_INSTANCE, CLEAN_INSTANCE));
    private static final Map<String, String> DOCUMENTED_PARAMETERS = Map.of(
            "limit", "10",
            "offset", "0",
            "beginTime", "2016-12-28 00:03:52",
            "endTime", "2017-02-11 00:03:52",
            "redisId", "crs-izbob1wh",
            "redisName", "测试API专用",
            "taskStatus.0", "2",
            "taskType.0", "task_restoreBackup",
            "taskType.1", "task_backupInstance",
            "taskType.2", "task_cleanInstance");
    private static final RequestContext CONTEXT = new RequestContext(
            URI.create("https://redis.api.qcloud.com/v2/index.php"),
            "gz",
            Credentials.of("AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA", "Gu5t9xGARNpq86cd98joQYCN3Cozk1qA"),
            () -> Instant.ofEpochSecond(1465185768),
            () -> 11886);

    private static TaskScan scan(TaskQuery query) {
        return Planner.plan(query, CODEC.capabilities()).scans().get(0);
    }

    private static Map<String, String> decoded(String form) {
        return Arrays.stream(form.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> URLDecoder.decode(parameter[0], StandardCharsets.UTF_8),
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }

    @Test
    void documentedQueryHasExactlyTheDocumentedParameters() {
        assertThat(CODEC.parameters(scan(DOCUMENTED), 0, 10)).containsExactlyInAnyOrderEntriesOf(DOCUMENTED_PARAMETERS);
    }

    @Test
    void documentedQueryIsSentByGetWithTheKnownSignature() {
        TransportRequest request = CODEC.request(scan(DOCUMENTED), 0, 10, CONTEXT);

        assertThat(request.method()).isEqualTo(HttpMethod.GET);
        assertThat(request.body().hasRemaining()).isFalse();
        assertThat(decoded(request.uri().getRawQuery()))
                .containsAllEntriesOf(DOCUMENTED_PARAMETERS)
                .containsEntry("Action", "GetRedisTaskList")
                .containsEntry("Region", "gz")
                .containsEntry("Signature", "PaNhl70m0Vs+J4+x5PVCjExEw/89zlGvM7EmlEjLwdw=")
                .hasSize(DOCUMENTED_PARAMETERS.size() + 7);
    }

    @Test
    void postSendsTheParametersInTheBody() {
        TransportRequest request = ProtocolCodec.of(ApiV2.create().withHttpMethod(HttpMethod.POST))
                .request(scan(DOCUMENTED), 0, 10, CONTEXT);

        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.uri().getRawQuery()).isNull();
        assertThat(request.headers().first("content-type"))
                .isEqualTo(Option.some("application/x-www-form-urlencoded; charset=utf-8"));
        assertThat(decoded(StandardCharsets.US_ASCII.decode(request.body()).toString()))
                .containsAllEntriesOf(DOCUMENTED_PARAMETERS);
    }

    @Test
    void queryForEverythingSendsLimitAndOffsetOnly() {
        assertThat(CODEC.parameters(scan(all()), 110, 40))
                .containsExactlyInAnyOrderEntriesOf(Map.of("offset", "110", "limit", "40"));
    }

    @Test
    void timesAreWrittenInTheZoneOfTheService() {
        TaskScan scan = scan(DOCUMENTED);

        assertThat(ProtocolCodec.of(ApiV2.create().withZone(ZoneOffset.UTC)).parameters(scan, 0, 10))
                .containsEntry("beginTime", "2016-12-27 16:03:52");
    }

    @Test
    void momentsWhoseYearCannotBeWrittenInTheZoneAreClamped() {
        TaskQuery widest =
                submittedBetween(Instant.parse("0000-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));

        assertThat(CODEC.parameters(scan(widest), 0, 1))
                .containsEntry("beginTime", "0000-01-01 08:00:00")
                .containsEntry("endTime", "9999-12-31 23:59:59");
        assertThat(ProtocolCodec.of(ApiV2.create().withZone(ZoneOffset.ofHours(-8)))
                        .parameters(scan(widest), 0, 1))
                .containsEntry("beginTime", "0000-01-01 00:00:00")
                .containsEntry("endTime", "9999-12-31 15:59:59");
    }

    @ParameterizedTest
    @CsvSource({"PENDING, 0", "RUNNING, 1", "SUCCEEDED, 2", "FAILED, 3", "ERRORED, -1"})
    void documentedStatusesRoundTrip(TaskStatus status, String code) {
        assertThat(ApiV2Names.ofStatus(status)).isEqualTo(code);
        assertThat(ApiV2Names.status(Integer.parseInt(code))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "IMPORT_RDB, task_importRdb",
        "EXPORT_BACKUP, task_exportBackup",
        "RESTORE_BACKUP, task_restoreBackup",
        "RESTORE_STREAM, task_restoreStream",
        "BACKUP_INSTANCE, task_backupInstance",
        "CLEAN_INSTANCE, task_cleanInstance",
        "RESIZE_INSTANCE, task_resizeInstance",
    })
    void sevenFilterableTypesAreRequestedWithTheirPrefix(TaskType type, String wireName) {
        assertThat(CODEC.parameters(scan(type(type)), 0, 1)).containsEntry("taskType.0", wireName);
        assertThat(ApiV2Names.type(wireName.substring("task_".length()))).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_INSTANCE, newInstance",
        "CLOSE_INSTANCE, closeInstance",
        "START_INSTANCE, startInstance",
        "DELETE_INSTANCE, deleteInstance",
        "SET_PASSWORD, setPassword",
    })
    void otherFiveTypesAreDecodedAndNeverRequested(TaskType type, String typeName) {
        assertThat(ApiV2Names.type(typeName)).isEqualTo(type);
        assertThat(CODEC.parameters(scan(type(type)), 0, 1)).containsOnlyKeys("limit", "offset");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"AUTO_.*", "MODIFY_.*"})
    void typesOfApi3OnlyAreNeverRequested(TaskType type) {
        assertThat(Planner.plan(type(type), CODEC.capabilities()).scans()).isEmpty();
    }

    @Test
    void valueWithoutANameIsRejected() {
        assertThatThrownBy(() -> ApiV2Names.ofType(TaskType.SET_PASSWORD)).hasMessageContaining("SET_PASSWORD");
        assertThatThrownBy(() -> ApiV2Names.ofStatus(TaskStatus.UNKNOWN_STATUS)).hasMessageContaining("UNKNOWN");
    }
}
