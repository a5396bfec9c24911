package io.github.crstasks.internal.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitProgress;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitStateTest {
    @Test
    void progressCountsTasksByStatus() {
        WaitProgress progress = WaitState.initial(WaitOptions.defaults())
                .after(Either.right(List.of(
                        Tasks.of("a", TaskStatus.SUCCEEDED),
                        Tasks.of("b", TaskStatus.RUNNING),
                        Tasks.of("c", TaskStatus.SUCCEEDED))))
                .progress(Duration.ofSeconds(9), Duration.ofSeconds(2));

        assertThat(progress.total()).isEqualTo(3);
        assertThat(progress.byStatus()).isEqualTo(Map.of(TaskStatus.SUCCEEDED, 2, TaskStatus.RUNNING, 1));
        assertThat(progress).hasToString("1 RUNNING, 2 SUCCEEDED, 9 s elapsed, next poll in 2 s");
    }
}
