package io.github.crstasks.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Option;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger();

    private static Task row(Option<Long> taskId) {
        return Task.builder()
                .taskId(taskId)
                .submittedAt(Instant.EPOCH)
                .type(TaskType.IMPORT_RDB)
                .status(TaskStatus.RUNNING)
                .build();
    }

    @Test
    void a_row_without_task_id_that_comes_again_in_one_reading_is_a_twin() {
        assertThat(ledger.enter(row(Option.none()))).isTrue();
        assertThat(ledger.enter(row(Option.none()))).isTrue();
        ledger.readAgain();
        assertThat(ledger.enter(row(Option.none()))).isFalse();
    }

    @Test
    void a_row_with_a_task_id_that_comes_again_is_that_task() {
        assertThat(ledger.enter(row(Option.some(1L)))).isTrue();
        assertThat(ledger.enter(row(Option.some(1L)))).isFalse();
        assertThat(ledger.enter(row(Option.some(2L)))).isTrue();
    }
}
