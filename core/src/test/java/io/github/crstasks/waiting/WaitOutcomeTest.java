package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.vavr.control.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a wait says to a person. */
class WaitOutcomeTest {
    private static final Duration TIME = Duration.ofMillis(9_900);
    private static final Task SOUND = task(TaskStatus.SUCCEEDED);
    private static final Task BROKEN = task(TaskStatus.FAILED);
    private static final Task RUNNING = task(TaskStatus.RUNNING);
    private static final TaskError ERROR = new TaskError.Invalid("query", "none()", "one that a task can match");

    private static Task task(TaskStatus status) {
        return Task.builder()
                .submittedAt(Instant.EPOCH)
                .type(TaskType.BACKUP_INSTANCE)
                .status(status)
                .build();
    }

    @Test
    void what_is_done_tells_what_succeeded_from_what_did_not() {
        WaitOutcome.Done done = new WaitOutcome.Done(List.of(SOUND, BROKEN, SOUND), TIME);

        assertThat(done.succeeded()).containsExactly(SOUND, SOUND);
        assertThat(done.failed()).containsExactly(BROKEN);
        assertThat(done.allSucceeded()).isFalse();
        assertThat(done.message()).isEqualTo("2 of 3 tasks succeeded after 9 s");
        assertThat(new WaitOutcome.Done(List.of(SOUND), TIME).allSucceeded()).isTrue();
    }

    @Test
    void what_ran_out_of_time_tells_which_limit_it_was_and_how_far_it_came() {
        List<Task> seen = List.of(SOUND, BROKEN, RUNNING);

        assertThat(new WaitOutcome.TimedOut(seen, TIME, Limit.TOTAL, Option.none()).message())
                .isEqualTo("2 of the 3 tasks seen had ended after 9 s");
        assertThat(new WaitOutcome.TimedOut(seen, TIME, Limit.APPEARING, Option.some(ERROR)).message())
                .isEqualTo("only 3 tasks appeared within 9 s, and the last poll failed: " + ERROR.message());
    }

    @Test
    void every_other_end_tells_its_reason() {
        assertThat(new WaitOutcome.Cancelled(List.of(), TIME).message()).isEqualTo("the client was closed after 9 s");
        assertThat(new WaitOutcome.Interrupted(List.of(), TIME).message())
                .isEqualTo("the waiting thread was interrupted after 9 s");
        assertThat(new WaitOutcome.Failed(List.of(), TIME, ERROR).message()).isEqualTo(ERROR.message());
    }

    @Test
    void progress_counts_by_status_and_says_when_the_next_poll_is() {
        WaitProgress none = WaitProgress.of(List.of(), TIME, Duration.ofSeconds(2), Option.some(ERROR));
        WaitProgress some = WaitProgress.of(List.of(SOUND, RUNNING, SOUND), TIME, Duration.ofSeconds(2), Option.none());

        assertThat(none)
                .hasToString("no task yet, 9 s gone, next poll in 2 s, the last one failed: " + ERROR.message());
        assertThat(some.byStatus()).isEqualTo(Map.of(TaskStatus.SUCCEEDED, 2, TaskStatus.RUNNING, 1));
        assertThat(some).hasToString("1 RUNNING, 2 SUCCEEDED, 9 s gone, next poll in 2 s");
    }
}
