package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskFilterTest {
    /** 12:00:00 in +08:00. */
    private static final Instant NOON = Instant.parse("2017-03-01T04:00:00Z");

    private static final List<TaskRow> ROWS = List.of(
            TestRows.row(NOON, "importRdb", "alpha", "crs-1", 0, 0, 0),
            TestRows.row(NOON.plusSeconds(1), "importRdb", "alphabet", "crs-2", 0, 1, 0),
            TestRows.row(NOON.plusSeconds(2), "exportBackup", "beta", "crs-3", 0, 2, 1),
            TestRows.row(NOON.plusSeconds(3), "newInstance", "alpha", "crs-1", 0, 3, 0),
            TestRows.row(NOON.plusSeconds(4), "exportBackup", "gamma", "crs-10", 0, -1, 0),
            TestRows.row(NOON.plusSeconds(5), "defragment", "delta", "crs-5", 7, 42, 9));

    private final CrsEmulator emulator = CrsEmulator.builder().tasks(ROWS).start();

    @BeforeEach
    void checkThatAllTasksAreListed() {
        assertThat(new ApiV2TestClient(emulator).send().column("status"))
                .containsExactly("42", "-1", "3", "2", "1", "0");
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    /**
     * Sends a request with these parameters and returns the submission times of the listed tasks, in seconds after
     * noon.
     */
    private List<Integer> secondsListed(String... namesAndValues) {
        ApiV2TestClient client = new ApiV2TestClient(emulator);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            client.with(namesAndValues[index], namesAndValues[index + 1]);
        }
        ApiV2TestClient.HttpReply reply = client.send();
        List<Integer> seconds = reply.column("startTime").stream()
                .map(time -> Integer.parseInt(time.substring("2017-03-01 12:00:".length())))
                .toList();
        assertThat(reply.total()).isEqualTo(seconds.size());
        return seconds;
    }

    @Test
    void idIsMatchedExactly() {
        assertThat(secondsListed("redisId", "crs-1")).containsExactly(3, 0);
        assertThat(secondsListed("redisId", "crs")).isEmpty();
    }

    @Test
    void nameIsMatchedExactlyByDefaultAndFuzzilyIfConfigured() {
        assertThat(secondsListed("redisName", "alpha")).containsExactly(3, 0);

        emulator.changeBehaviour(behaviour -> behaviour.withFuzzyNames(true));

        assertThat(secondsListed("redisName", "alpha")).containsExactly(3, 1, 0);
    }

    @Test
    void statusesAreAlternatives() {
        assertThat(secondsListed("taskStatus.0", "-1")).containsExactly(4);
        assertThat(secondsListed("taskStatus.0", "0", "taskStatus.1", "2", "taskStatus.2", "3"))
                .containsExactly(3, 2, 0);
    }

    @Test
    void arrayMayHaveElevenElementsAndDuplicates() {
        String[] statuses = new String[22];
        for (int index = 0; index < 11; index++) {
            statuses[2 * index] = "taskStatus." + index;
            statuses[2 * index + 1] = index == 10 ? "3" : "0";
        }

        assertThat(secondsListed(statuses)).containsExactly(3, 0);
    }

    @Test
    void typesAreAlternatives() {
        assertThat(secondsListed("taskType.0", "task_exportBackup")).containsExactly(4, 2);
        assertThat(secondsListed("taskType.0", "task_exportBackup", "taskType.1", "task_importRdb"))
                .containsExactly(4, 2, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "importRdb",
                "exportBackup",
                "restoreBackup",
                "restoreStream",
                "backupInstance",
                "cleanInstance",
                "resizeInstance"
            })
    void eachDocumentedTypeCanBeFiltered(String type) {
        emulator.tasks()
                .replaceAll(List.of(
                        TaskRow.pending(NOON, type, "n", "i"),
                        TaskRow.pending(NOON.plusSeconds(1), "setPassword", "n", "i")));

        assertThat(secondsListed("taskType.0", "task_" + type)).containsExactly(0);
    }

    @Test
    void allFieldsMustMatch() {
        assertThat(secondsListed("redisId", "crs-1", "taskStatus.0", "3", "taskStatus.1", "1"))
                .containsExactly(3);
        assertThat(secondsListed("taskType.0", "task_importRdb", "redisName", "beta"))
                .isEmpty();
        assertThat(secondsListed("taskType.0", "task_importRdb", "endTime", "2017-03-01 12:00:00"))
                .containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-01 12:00:01, 2017-03-01 12:00:03, '3,2,1'",
        "2017-03-01 12:00:02, 2017-03-01 12:00:02, '2'",
        "2017-03-01 12:00:06, 2017-03-01 13:00:00, ''",
        "2017-03-01 11:00:00, 2017-03-01 11:59:59, ''"
    })
    void timeIntervalIncludesBothEnds(String begin, String end, String expectedSeconds) {
        assertThat(String.join(
                        ",",
                        secondsListed("beginTime", begin, "endTime", end).stream()
                                .map(String::valueOf)
                                .toList()))
                .isEqualTo(expectedSeconds);
    }

    @Test
    void timeIntervalMayBeOpenOnOneSide() {
        assertThat(secondsListed("beginTime", "2017-03-01 12:00:04")).containsExactly(5, 4);
        assertThat(secondsListed("endTime", "2017-03-01 12:00:01")).containsExactly(1, 0);
    }

    @Test
    void timesAreInTheConfiguredZone() {
        try (CrsEmulator utc = CrsEmulator.builder()
                .zone(ZoneOffset.UTC)
                .tasks(List.of(ROWS.get(0)))
                .start()) {
            assertThat(new ApiV2TestClient(utc).startTimes()).containsExactly("2017-03-01 04:00:00");
            assertThat(new ApiV2TestClient(utc)
                            .with("beginTime", "2017-03-01 04:00:00")
                            .with("endTime", "2017-03-01 04:00:00")
                            .send()
                            .total())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_ID, redisId, none",
        "REDIS_NAME, redisName, none",
        "TIME, beginTime, 2018-01-01 00:00:00",
        "TIME, endTime, 2016-01-01 00:00:00",
        "TASK_STATUS, taskStatus.0, 2",
        "TASK_TYPE, taskType.0, task_restoreStream"
    })
    void ignoredFieldDoesNotFilterTheList(FilterField field, String name, String value) {
        assertThat(secondsListed(name, value)).hasSizeLessThan(6);

        emulator.changeBehaviour(behaviour -> behaviour.ignoring(field));

        assertThat(secondsListed(name, value)).hasSize(6);
    }
}
