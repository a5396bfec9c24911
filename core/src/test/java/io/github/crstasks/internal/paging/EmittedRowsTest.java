package io.github.crstasks.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EmittedRowsTest {
    private final EmittedRows emitted = new EmittedRows();

    private static Task row(Option<Long> taskId) {
        return Tasks.running().taskId(taskId).build();
    }

    @Test
    void equalRowsWithoutTaskIdInOnePassAreDifferentTasks() {
        assertThat(emitted.addIfNew(row(Option.none()))).isTrue();
        assertThat(emitted.addIfNew(row(Option.none()))).isTrue();
        emitted.restartPass();
        assertThat(emitted.addIfNew(row(Option.none()))).isFalse();
    }

    @Test
    void rowIsNotNewAgainAfterAPageThatEndsBeforeItsSecond() {
        Task row = row(Option.some(1L));
        emitted.addIfNew(row);

        emitted.forgetNewerThan(Instant.MAX);
        assertThat(emitted.addIfNew(row)).isFalse();
        emitted.forgetNewerThan(row.submittedAt().get());
        assertThat(emitted.addIfNew(row)).isFalse();
        emitted.forgetNewerThan(row.submittedAt().get().minusSeconds(1));
        assertThat(emitted.addIfNew(row)).isTrue();
    }

    @Test
    void rowWithATaskIdIsNewOnce() {
        assertThat(emitted.addIfNew(row(Option.some(1L)))).isTrue();
        assertThat(emitted.addIfNew(row(Option.some(1L)))).isFalse();
        assertThat(emitted.addIfNew(row(Option.some(2L)))).isTrue();
    }
}
