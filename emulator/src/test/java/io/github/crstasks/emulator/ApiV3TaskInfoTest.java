package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DescribeTaskInfo of API 3.0. */
class ApiV3TaskInfoTest {
    private static final TaskRow BACKUP =
            TestRows.row(Instant.parse("2017-02-08T04:00:00Z"), "backupInstance", "name", "crs-1", 7, 1, 0);

    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private ApiV3TestClient.ResponseObject send(String body) {
        return new ApiV3TestClient(emulator)
                .with("X-TC-Action", "DescribeTaskInfo")
                .withBody(body)
                .send();
    }

    private String field(long taskId, String name) {
        return send("{'TaskId': " + taskId + "}").response().get(name).getAsString();
    }

    @Test
    void replyHasTheFieldsOfTheTask() {
        long id = emulator.tasks().submit(BACKUP);
        emulator.tasks().fail(id, "磁盘已满\n\"full\"");

        var response = send("{'TaskId': " + id + "}").response();

        assertThat(response.keySet())
                .containsExactlyInAnyOrder("Status", "StartTime", "TaskType", "InstanceId", "TaskMessage", "RequestId");
        assertThat(response.get("Status").getAsString()).isEqualTo("failed");
        assertThat(response.get("StartTime").getAsString()).isEqualTo("2017-02-08 12:00:00");
        assertThat(response.get("TaskType").getAsString()).isEqualTo("backupInstance");
        assertThat(response.get("InstanceId").getAsString()).isEqualTo("crs-1");
        assertThat(response.get("TaskMessage").getAsString()).isEqualTo("磁盘已满\n\"full\"");
        assertThat(emulator.acceptedRequests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, preparing, ''", "1, running, ''", "2, succeed, ''", "3, failed, full", "-1, error, full", "9, 9, ''"
    })
    void statusIsAWordAndTheMessageIsEmptyUnlessTheTaskFailed(int status, String word, String message) {
        long id = emulator.tasks().submit(BACKUP.withReason("full").withState(status, 0));

        assertThat(field(id, "Status")).isEqualTo(word);
        assertThat(field(id, "TaskMessage")).isEqualTo(message);
    }

    @Test
    void failedTaskWithoutAReasonHasAnEmptyMessage() {
        long id = emulator.tasks().submit(BACKUP);
        emulator.tasks().fail(id);

        assertThat(field(id, "TaskMessage")).isEmpty();
    }

    @Test
    void copiesKeepTheReason() {
        TaskRow row = BACKUP.withReason("full").withState(3, 0).toBuilder()
                .redisName("other")
                .build()
                .withEndTime(BACKUP.startTime().orElseThrow());

        assertThat(row.reason()).contains("full");
        assertThat(row.withReason("other").endTime()).isEqualTo(row.endTime());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'TaskId': 987654} | ResourceNotFound",
                "{'TaskId': -1} | ResourceNotFound",
                "{} | MissingParameter",
                "{'TaskId': '1'} | InvalidParameter",
                "{'TaskId': 1.5} | InvalidParameter",
                "{'TaskId': null} | InvalidParameter",
                "{'TaskId': 9223372036854775808} | InvalidParameter",
                "{'TaskId': 1, 'Limit': 1} | UnknownParameter",
                "[] | InvalidRequest"
            })
    void requestForNoTaskIsRejected(String body, String code) {
        assertThat(send(body).error()).isEqualTo(code);
        assertThat(emulator.acceptedRequests()).isEmpty();
    }

    @Test
    void wrongSignatureIsRejected() {
        assertThat(new ApiV3TestClient(emulator)
                        .with("X-TC-Action", "DescribeTaskInfo")
                        .withSecretKey("wrong")
                        .withBody("{'TaskId': 0}")
                        .send()
                        .error())
                .isEqualTo("AuthFailure.SignatureFailure");
    }

    @Test
    void listHasNoReason() {
        emulator.tasks().replaceAll(List.of(BACKUP.withState(3, 0).withReason("full")));

        assertThat(new ApiV3TestClient(emulator).send().response().toString()).doesNotContain("full");
        assertThat(new ApiV2TestClient(emulator).send().toString()).doesNotContain("full");
    }

    @Test
    void tasksOfAFileMayHaveAReason() {
        String row = """
                {"startTime": "2019-01-01 00:00:00", "taskName": "newInstance", "redisName": "n", "redisId": "crs-1",
                 "projectId": 3, "status": 3, "progress": 0%s}""";
        String file = "[" + row.formatted(", \"reason\": \"full\"") + "," + row.formatted(", \"reason\": null") + ","
                + row.formatted("") + "]";
        try (CrsEmulator fromFile = CrsEmulator.builder().tasks(file).start()) {
            assertThat(fromFile.tasks().rows())
                    .extracting(task -> task.reason().orElse("none"))
                    .containsExactly("full", "none", "none");
        }
    }
}
