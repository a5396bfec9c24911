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

class LiveTasksTest {
    private static final Instant NOW = Instant.parse("2017-03-01T04:00:00Z");

    private final CrsEmulator emulator = CrsEmulator.builder().tasks(List.of()).start();
    private final TaskStore tasks = emulator.tasks();

    @AfterEach
    void close() {
        emulator.close();
    }

    private String state() {
        Caller.Answer answer = new Caller(emulator).call();
        return answer.column("status") + " " + answer.column("progress");
    }

    @Test
    void aTaskIsSeenInEachOfItsStates() {
        assertThat(state()).isEqualTo("[] []");

        long task = tasks.submit(TaskRow.pending(NOW, "backupInstance", "name", "crs-1"));
        assertThat(state()).isEqualTo("[0] [0]");
        tasks.start(task);
        assertThat(state()).isEqualTo("[1] [0]");
        tasks.finish(task);
        assertThat(state()).isEqualTo("[2] [1]");
        tasks.fail(task);
        assertThat(state()).isEqualTo("[3] [0]");
        tasks.error(task);
        assertThat(state()).isEqualTo("[-1] [0]");
        tasks.move(task, 77, 5);
        assertThat(state()).isEqualTo("[77] [5]");
        tasks.forget(task);
        assertThat(state()).isEqualTo("[] []");
    }

    @Test
    void oneTaskAmongItsTwinsIsMoved() {
        TaskRow twin = TaskRow.pending(NOW, "backupInstance", "name", "crs-1");
        tasks.submit(twin);
        long second = tasks.submit(twin);
        tasks.submit(twin);

        tasks.finish(second);
        assertThat(state()).isEqualTo("[0, 2, 0] [0, 1, 0]");
        assertThat(tasks.row(second)).isEqualTo(twin.inState(2, 1));
        tasks.forget(second);
        assertThat(state()).isEqualTo("[0, 0] [0, 0]");
    }

    @Test
    void handlesOfReplacedTasksCountUpAndAreNeverGivenTwice() {
        TaskRow row = TaskRow.pending(NOW, "backupInstance", "name", "crs-1");
        long old = tasks.submit(row);
        long first = tasks.replaceAll(List.of(row, row, row));

        tasks.finish(first + 2);

        assertThat(state()).isEqualTo("[2, 0, 0] [1, 0, 0]");
        assertThat(tasks.submit(row)).isEqualTo(first + 3);
        assertThatThrownBy(() -> tasks.start(old)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anInstanceIsRenamedInAllItsTasks() {
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "old", "crs-1"));
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "other", "crs-2"));
        tasks.submit(TaskRow.pending(NOW, "importRdb", "old", "crs-1"));

        tasks.rename("crs-1", "new");

        assertThat(new Caller(emulator).call().column("redisName")).containsExactly("new", "other", "new");
        assertThat(tasks.rows()).extracting(TaskRow::redisName).containsExactly("new", "other", "new");
    }

    @Test
    void unknownTaskNamesAndAnyProjectAreListed() {
        tasks.submit(new TaskRow(NOW, "defragment", "name", "crs-1", 5_000_000_000L, 0, 0));

        Caller.Answer answer = new Caller(emulator).call();

        assertThat(answer.column("taskName")).containsExactly("defragment");
        assertThat(answer.column("projectId")).containsExactly("5000000000");
    }

    @Test
    void aReplyShowsTheTasksOfOneMoment() throws Exception {
        List<TaskRow> old = rows("old", 50);
        List<TaskRow> young = rows("young", 70);
        tasks.replaceAll(old);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> flipping = other.submit(() -> {
                for (int flip = 0; !Thread.currentThread().isInterrupted(); flip++) {
                    tasks.replaceAll(flip % 2 == 0 ? young : old);
                }
            });
            for (int call = 0; call < 200; call++) {
                Caller.Answer answer = new Caller(emulator).call();
                assertThat(answer.column("redisName").stream().distinct()).hasSize(1);
                assertThat(answer.total()).isEqualTo(answer.column("redisName").size());
            }
            assertThat(flipping).isNotDone();
        } finally {
            other.shutdownNow();
        }
    }

    private static List<TaskRow> rows(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> TaskRow.pending(NOW.plusSeconds(second), "importRdb", name, "crs-1"))
                .toList();
    }

    @Test
    void aResetGoesBackToTheStart() {
        tasks.submit(TaskRow.pending(NOW, "backupInstance", "name", "crs-1"));
        emulator.behave(behaviour -> behaviour.withPageCap(1));
        emulator.script(request -> Reaction.reply(503, "{}"));
        new Caller(emulator).call();

        emulator.reset();

        assertThat(emulator.requestCount()).isZero();
        assertThat(state()).isEqualTo("[] []");
        tasks.replaceAll(rows("name", 5));
        assertThat(new Caller(emulator).startTimes()).hasSize(5);
        assertThat(emulator.requests()).extracting(ReceivedRequest::ordinal).containsExactly(1L, 2L);
    }
}
