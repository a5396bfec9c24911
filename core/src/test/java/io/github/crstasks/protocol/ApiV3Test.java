package io.github.crstasks.protocol;

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
import io.github.crstasks.http.HttpMethod;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ApiV3Test {
    private static final Caller CALLER = new Caller(
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

    private static QueryPlan plan(TaskQuery query) {
        return query.plan(ApiV3.create().pushdown());
    }

    private static TaskScan scan(TaskQuery query) {
        return plan(query).scans().get(0);
    }

    private static HttpRequest request(TaskQuery query, int offset, int limit) {
        return ApiV3.create().request(scan(query), offset, limit, CALLER);
    }

    private static String body(HttpRequest request) {
        return StandardCharsets.UTF_8.decode(request.body()).toString();
    }

    @Test
    void a_query_compiles_to_the_fields_of_the_call() {
        assertThat(ApiV3.create().parameters(scan(QUERY), 20, 10))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "InstanceId", "crs-opcazbrb",
                        "InstanceName", "测试\"API",
                        "BeginTime", "2019-11-15 00:00:00",
                        "EndTime", "2019-11-15 23:59:59",
                        "Result.0", "1",
                        "Result.1", "4",
                        "TaskTypes.0", "037",
                        "TaskTypes.1", "012",
                        "Offset", "20",
                        "Limit", "10"));
    }

    @Test
    void the_fields_travel_as_json_with_the_types_of_the_document() {
        assertThat(JsonParser.parseString(body(request(QUERY, 20, 10)))).isEqualTo(JsonParser.parseString("""
                        {"InstanceId": "crs-opcazbrb", "InstanceName": "测试\\"API", "BeginTime": "2019-11-15 00:00:00",
                         "EndTime": "2019-11-15 23:59:59", "Result": [1, 4], "TaskTypes": ["037", "012"], "Offset": 20,
                         "Limit": 10}"""));
    }

    @Test
    void fields_that_are_not_set_are_not_sent() {
        assertThat(body(request(all(), 0, 100))).isEqualTo("{\"Offset\":0,\"Limit\":100}");
    }

    @Test
    void it_is_a_post_whose_headers_name_action_version_region_and_token() {
        HttpRequest request = request(all(), 0, 100);

        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.uri()).isEqualTo(ApiV3.create().endpoint());
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

    @Test
    void times_are_written_in_the_zone_of_the_service() {
        assertThat(ApiV3.create().inZone(ZoneOffset.UTC).parameters(scan(QUERY), 0, 10))
                .containsEntry("BeginTime", "2019-11-14 16:00:00");
    }

    @ParameterizedTest
    @CsvSource({"PENDING, 0", "RUNNING, 1", "SUCCEEDED, 2", "FAILED, 4"})
    void documented_statuses_round_trip(TaskStatus status, int code) {
        assertThat(ApiV3Names.ofStatus(status)).isEqualTo(code);
        assertThat(ApiV3Names.status(code)).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
    void every_type_is_asked_for_under_the_code_that_replies_carry(TaskType type) {
        String code = ApiV3.create().parameters(scan(type(type)), 0, 1).getOrDefault("TaskTypes.0", "");

        assertThat(code).matches("0\\d\\d");
        assertThat(ApiV3Names.type(code)).isEqualTo(type);
        assertThat(plan(type(type)).isExact()).isTrue();
    }

    @Test
    void a_type_can_be_left_to_the_client() {
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
    void codes_stand_for_what_the_documents_say(TaskType type, String code) {
        assertThat(ApiV3Names.ofType(type)).isEqualTo(code);
    }

    @Test
    void what_failed_in_either_way_is_asked_for_as_the_one_way_that_there_is() {
        assertThat(ApiV3.create().parameters(scan(status(FAILED, ERRORED)), 0, 1))
                .containsEntry("Result.0", "4")
                .doesNotContainKey("Result.1");
        assertThat(plan(status(ERRORED)).scans()).isEmpty();
    }
}
