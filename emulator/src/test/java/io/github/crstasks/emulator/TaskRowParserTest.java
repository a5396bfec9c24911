package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRowParserTest {
    private static final String ROW = """
            {"startTime": "2019-01-01 00:00:00", "taskName": "newInstance", "redisName": "%s", "redisId": "crs-1",
             "projectId": 3, "status": 9, "progress": 0, "undocumented": true}""";

    @Test
    void rowsOfAnArrayAreListedInItsOrder() {
        String array = "[" + ROW.formatted("first") + "," + ROW.formatted("second") + "]";
        try (CrsEmulator emulator = CrsEmulator.builder().tasks(array).start()) {
            assertThat(new ApiV2TestClient(emulator).send().column("redisName")).containsExactly("first", "second");
        }
    }

    @Test
    void wholeReplyIsParsed() {
        String reply = "{\"code\":0,\"data\":{\"redisTaskSet\":[" + ROW.formatted("only") + "]}}";
        try (CrsEmulator emulator = CrsEmulator.builder().tasks(reply).start()) {
            assertThat(new ApiV2TestClient(emulator).send().column("status")).containsExactly("9");
        }
    }

    @Test
    void rowsWithoutAStartTimeAreListedInTheirPlace() {
        String array = "["
                + Stream.of(
                                "\"\"",
                                "\"2019-01-01 00:00:02\"",
                                "null",
                                "\"2019-01-01 00:00:01\"",
                                "\"0000-00-00 00:00:00\"")
                        .map(time -> ROW.formatted("name").replace("\"2019-01-01 00:00:00\"", time))
                        .collect(Collectors.joining(","))
                + "]";
        try (CrsEmulator emulator = CrsEmulator.builder().tasks(array).start()) {
            assertThat(new ApiV2TestClient(emulator).startTimes())
                    .containsExactly("", "2019-01-01 00:00:02", "", "2019-01-01 00:00:01", "");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | data is missing",
                "[3] | row 1 is not an object: 3",
                "[{}] | row 1, field startTime is missing in {}",
                "{\"data\":{\"redisTaskSet\":3}} | redisTaskSet is not an array: 3",
                "{\"data\":[]} | data is not an object: []",
                "{\"code\":4100,\"message\":\"no\"} | data is missing in {\"code\":4100",
                "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure\"}}} | Tasks is missing in {\"Error\":{\"Code\":\"AuthFailure\"}}",
                "{\"Response\":null} | Response is not an object: null",
                "nonsense{ | not a task list",
                "'' | not a task list",
                "3 | not a task list"
            })
    void invalidTaskListIsRejected(String json, String message) {
        assertRejected(json, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"2019-01-01 00:00:00\" | \"yesterday\" | startTime must have the form 2017-02-08 16:46:34, but is \"yesterday\"",
                "\"2019-01-01 00:00:00\" | \" \" | startTime must have the form",
                "\"2019-01-01 00:00:00\" | \"2019-02-30 00:00:00\" | startTime must have the form",
                "\"2019-01-01 00:00:00\" | {} | startTime must be a text, but is {}",
                "\"status\": 9 | \"status\":\"ok\" | status must be a number, but is \"ok\"",
                "\"status\": 9 | \"status\":1.5 | status must be an integer, but is 1.5",
                "\"status\": 9 | \"status\":99999999999 | status must be from -2147483648 to 2147483647, but is 99999999999",
                "\"status\": 9 | \"status\":null | status must not be null",
                "\"projectId\": 3 | \"projectId\":3.5 | projectId must be an integer, but is 3.5",
                "\"projectId\": 3 | \"projectId\":1e999 | projectId must be an integer, but is 1E+999",
                "\"status\": 9 | \"state\":9 | status is missing",
                "\"redisName\" | \"redis\" | redisName is missing"
            })
    void invalidFieldIsNamedWithItsRow(String valid, String invalid, String message) {
        String row = ROW.formatted("name");
        assertThat(row).contains(valid);

        assertRejected("[" + row + "," + row.replace(valid, invalid) + "]", "row 2, field " + message);
    }

    private static void assertRejected(String json, String message) {
        assertThatThrownBy(() -> CrsEmulator.builder().tasks(json).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"Response\":{\"TotalCount\":2,\"Tasks\":%s,\"RequestId\":\"r\"}}", "{\"Tasks\":%s}", "%s"})
    void replyOfApi3IsParsed(String reply) {
        String tasks = """
                [{"TaskId": 42372, "TaskType": "037", "StartTime": "2019-11-15 14:25:37", "EndTime": "2019-11-15 14:25:46",
                  "InstanceId": "crs-opcazbrb", "InstanceName": "multi", "ProjectId": 7, "Progress": 1, "Result": 2},
                 {"TaskId": 42371, "TaskType": "012", "StartTime": null, "EndTime": null, "InstanceId": "crs-2",
                  "InstanceName": null, "ProjectId": null, "Progress": 0.5, "Result": 4, "TaskMessage": "the disk is full"}]
                """;
        try (CrsEmulator emulator =
                CrsEmulator.builder().tasks(reply.formatted(tasks)).start()) {
            Instant start = Instant.parse("2019-11-15T06:25:37Z");
            assertThat(emulator.tasks().rows())
                    .containsExactly(
                            TaskRow.builder(start, "037")
                                    .redisId("crs-opcazbrb")
                                    .redisName("multi")
                                    .projectId(7)
                                    .status(TaskRow.Status.SUCCEEDED)
                                    .endTime(start.plusSeconds(9))
                                    .build(),
                            TaskRow.builder(start, "backupInstance")
                                    .redisId("crs-2")
                                    .status(TaskRow.Status.FAILED)
                                    .reason("the disk is full")
                                    .build()
                                    .withoutStartTime());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"Result\": 2 | \"Result\": null | Result must not be null",
                "\"Result\": 2 | \"x\": 2 | Result is missing",
                "\"crs-1\" | {} | InstanceId must be a text, but is {}",
                "2019-11-15 14:25:37 | yesterday | StartTime must have the form"
            })
    void invalidFieldOfApi3IsNamedWithItsRow(String valid, String invalid, String message) {
        String row =
                "{\"TaskType\": \"037\", \"StartTime\": \"2019-11-15 14:25:37\", \"InstanceId\": \"crs-1\", \"Result\": 2}";
        assertThat(row).contains(valid);

        assertRejected("{\"Response\":{\"Tasks\":[" + row.replace(valid, invalid) + "]}}", "row 1, field " + message);
    }
}
