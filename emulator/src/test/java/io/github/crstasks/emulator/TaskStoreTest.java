package io.github.crstasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskStoreTest {
    private static final Instant NOW = Instant.parse("2017-03-01T04:00:00Z");

    private final CrsEmulator emulator = CrsEmulator.builder().tasks(List.of()).start();
    private final TaskStore tasks = emulator.tasks();

    @AfterEach
    void close() {
        emulator.close();
    }

    private String listedStates() {
        ApiV2TestClient.HttpReply reply = new ApiV2TestClient(emulator).send();
        return reply.column("status") + " " + reply.column("progress");
    }

    @Test
    void eachStateOfATaskIsListed() {
        assertThat(listedStates()).isEqualTo("[] []");

        long task = tasks.submit(TaskRow.pending(NOW, "backupInstance", "name", "crs-1"));
        assertThat(listedStates()).isEqualTo("[0] [0]");
        tasks.start(task);
        assertThat(listedStates()).isEqualTo("[1] [0]");
        tasks.finish(task);
        assertThat(listedStates()).isEqualTo("[2] [1]");
        tasks.fail(task);
        assertThat(listedStates()).isEqualTo("[3] [0]");
        tasks.failWithExecutionError(task);
        assertThat(listedStates()).isEqualTo("[-1] [0]");
        tasks.setState(task, 77, 5);
        assertThat(listedStates()).isEqualTo("[77] [5]");
        tasks.remove(task);
        assertThat(listedStates()).isEqualTo("[] []");
    }

    @Test
    void equalTasksChangeIndependently() {
        TaskRow row = TaskRow.pending(NOW, "backupInstance", "name", "crs-1");
        tasks.submit(row);
        long second = tasks.submit(row);
        tasks.submit(row);

        tasks.finish(second);
        assertThat(listedStates()).isEqualTo("[0, 2, 0] [0, 1, 0]");
        assertThat(tasks.row(second)).isEqualTo(row.withState(2, 1));
        tasks.remove(second);
        assertThat(listedStates()).isEqualTo("[0, 0] [0, 0]");
    }

    @Test
    void taskIdsAreConsecutiveAndNeverReused() {
        TaskRow row = TaskRow.pending(NOW, "backupInstance", "name", "crs-1");
        long oldTaskId = tasks.submit(row);
        long firstTaskId = tasks.replaceAll(List.of(row, row, row));

        tasks.finish(firstTaskId + 2);

        assertThat(listedStates()).isEqualTo("[2, 0, 0] [1, 0, 0]");
        assertThat(tasks.submit(row)).isEqualTo(firstTaskId + 3);
        assertThatThrownBy(() -> tasks.start(oldTaskId)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void renamingAnInstanceChangesAllItsTasks() {
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "old", "crs-1"));
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "other", "crs-2"));
        tasks.submit(TaskRow.pending(NOW, "importRdb", "old", "crs-1"));

        tasks.renameInstance("crs-1", "new");

        assertThat(new ApiV2TestClient(emulator).send().column("redisName")).containsExactly("new", "other", "new");
        assertThat(tasks.rows()).extracting(TaskRow::redisName).containsExactly("new", "other", "new");
    }

    @Test
    void undocumentedTaskNameAndLargeProjectIdAreListed() {
        tasks.submit(TestRows.row(NOW, "defragment", "name", "crs-1", 5_000_000_000L, 0, 0));

        ApiV2TestClient.HttpReply reply = new ApiV2TestClient(emulator).send();

        assertThat(reply.column("taskName")).containsExactly("defragment");
        assertThat(reply.column("projectId")).containsExactly("5000000000");
    }

    @Test
    void replyShowsOneSnapshotOfTheTasks() throws Exception {
        List<TaskRow> oldRows = rows("old", 50);
        List<TaskRow> newRows = rows("new", 70);
        tasks.replaceAll(oldRows);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> replacing = writer.submit(() -> {
                for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
                    tasks.replaceAll(round % 2 == 0 ? newRows : oldRows);
                }
            });
            for (int request = 0; request < 200; request++) {
                ApiV2TestClient.HttpReply reply = new ApiV2TestClient(emulator).send();
                assertThat(reply.column("redisName").stream().distinct()).hasSize(1);
                assertThat(reply.total()).isEqualTo(reply.column("redisName").size());
            }
            assertThat(replacing).isNotDone();
        } finally {
            writer.shutdownNow();
        }
    }

    private static List<TaskRow> rows(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> TaskRow.pending(NOW.plusSeconds(second), "importRdb", name, "crs-1"))
                .toList();
    }

    @Test
    void resetRestoresTheInitialState() {
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "name", "crs-1"));
        emulator.changeBehaviour(behaviour -> behaviour.withPageCap(1));
        emulator.intercept(request -> InterceptorAction.reply(503, "{}"));
        new ApiV2TestClient(emulator).send();

        emulator.reset();

        assertThat(emulator.requestCount()).isZero();
        assertThat(listedStates()).isEqualTo("[] []");
        tasks.replaceAll(rows("name", 5));
        assertThat(new ApiV2TestClient(emulator).startTimes()).hasSize(5);
        assertThat(emulator.acceptedRequests())
                .extracting(ReceivedRequest::ordinal)
                .containsExactly(1L, 2L);
    }
}
