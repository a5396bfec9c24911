package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                "[3] | not a task list",
                "[{}] | startTime is missing",
                "[{\"startTime\":\"yesterday\"}] | task 0",
                "[{\"startTime\":\" \"}] | task 0",
                "[{\"startTime\":{}}] | not a task list",
                "nonsense{ | not a task list",
                "3 | not a task list"
            })
    void invalidTaskListIsRejected(String json, String message) {
        assertThatThrownBy(() -> CrsEmulator.builder().tasks(json).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
