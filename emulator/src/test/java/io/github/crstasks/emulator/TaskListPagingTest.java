package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskListPagingTest {
    private final CrsEmulator emulator = CrsEmulator.start();

    @AfterEach
    void close() {
        emulator.close();
    }

    private static List<TaskRow> rowsASecondApart(int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> TaskRow.pending(Instant.ofEpochSecond(second), "importRdb", "n", "crs-" + second))
                .toList();
    }

    private ApiV2TestClient.HttpReply page(int offset, int limit) {
        return new ApiV2TestClient(emulator)
                .with("offset", String.valueOf(offset))
                .with("limit", String.valueOf(limit))
                .send();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, '9,8,7'",
        "1, 3, '8,7,6'",
        "8, 3, '1,0'",
        "10, 3, ''",
        "2147483647, 2147483647, ''",
        "0, 2147483647, '9,8,7,6,5,4,3,2,1,0'"
    })
    void offsetCountsRows(int offset, int limit, String ids) {
        emulator.tasks().replaceAll(rowsASecondApart(10));

        ApiV2TestClient.HttpReply reply = page(offset, limit);

        assertThat(String.join(",", reply.column("redisId")).replace("crs-", ""))
                .isEqualTo(ids);
        assertThat(reply.total()).isEqualTo(10);
    }

    @Test
    void pageCapLimitsTheRowsButNotTheTotal() {
        emulator.tasks().replaceAll(rowsASecondApart(10));
        emulator.changeBehaviour(behaviour -> behaviour.withPageCap(4));

        assertThat(page(5, 100).column("redisId")).containsExactly("crs-4", "crs-3", "crs-2", "crs-1");
        assertThat(page(5, 100).total()).isEqualTo(10);
        assertThat(new ApiV2TestClient(emulator)
                        .with("taskStatus.0", "0")
                        .send()
                        .total())
                .isEqualTo(10);
    }

    @Test
    void pageCapCanBeSetInTheBuilder() {
        try (CrsEmulator capped = CrsEmulator.builder()
                .changeBehaviour(behaviour -> behaviour.withPageCap(2))
                .start()) {
            assertThat(new ApiV2TestClient(capped).startTimes()).hasSize(2);
        }
    }

    @Test
    void pageCapOfZeroIsRejected() {
        assertThatThrownBy(() -> emulator.changeBehaviour(behaviour -> behaviour.withPageCap(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("page cap");
    }

    @Test
    void taskSubmittedLastIsListedFirstWithinOneSecond() {
        Instant second = Instant.ofEpochSecond(1000);
        emulator.tasks()
                .replaceAll(List.of(
                        TaskRow.pending(second, "importRdb", "n", "crs-1"),
                        TaskRow.pending(second.plusMillis(900), "importRdb", "n", "crs-2")));
        emulator.tasks().submit(TaskRow.pending(second.plusMillis(100), "importRdb", "n", "crs-3"));
        emulator.tasks().submit(TaskRow.pending(second.minusSeconds(1), "importRdb", "n", "crs-0"));
        emulator.tasks().submit(TaskRow.pending(second.plusSeconds(1), "importRdb", "n", "crs-4"));

        assertThat(page(0, 10).column("redisId")).containsExactly("crs-4", "crs-3", "crs-2", "crs-1", "crs-0");
    }

    private static long startSecond(TaskRow row) {
        return row.startTime().orElseThrow().getEpochSecond();
    }

    @Test
    void pageEqualsASortedAndFilteredList() {
        Random random = new Random(20170210);
        for (int round = 0; round < 500; round++) {
            TaskStore store = new TaskStore();
            List<TaskRow> submitted = new ArrayList<>();
            for (int count = random.nextInt(20); count > 0; count--) {
                TaskRow row = TaskRow.pending(Instant.ofEpochSecond(random.nextInt(6)), "importRdb", "n", "c" + count)
                        .withState(random.nextInt(3), 0);
                submitted.add(0, row);
                store.submit(row);
            }
            if (random.nextBoolean()) {
                List<TaskRow> inSubmissionOrder = new ArrayList<>(submitted);
                Collections.reverse(inSubmissionOrder);
                store.replaceAll(inSubmissionOrder);
            }
            long since = random.nextInt(7);
            long until = since + random.nextInt(4);
            int status = random.nextInt(3);
            List<Predicate<TaskRow>> conditions =
                    random.nextBoolean() ? List.of() : List.of(row -> row.status() == status);
            int offset = random.nextInt(5);
            int limit = 1 + random.nextInt(5);

            List<TaskRow> expected = submitted.stream()
                    .sorted(Comparator.comparingLong(TaskListPagingTest::startSecond)
                            .reversed())
                    .filter(row -> startSecond(row) >= since && startSecond(row) <= until)
                    .filter(row -> conditions.isEmpty() || row.status() == status)
                    .toList();
            TaskTable.Page page =
                    store.snapshot().page(new TaskFilter(since, until, conditions), offset, limit, TieOrder.STABLE);

            assertThat(page.total()).isEqualTo(expected.size());
            assertThat(page.entries().stream().map(TaskTable.Entry::row))
                    .containsExactlyElementsOf(
                            expected.stream().skip(offset).limit(limit).toList());
        }
    }
}
