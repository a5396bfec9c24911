package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.WaitOutcome.Limit;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the messages of outcomes and the text of progress. */
class WaitOutcomeTest {
    private static final Duration TIME = Duration.ofMillis(9_900);
    private static final Task SUCCEEDED = Tasks.of("a", TaskStatus.SUCCEEDED);
    private static final Task FAILED = Tasks.of("a", TaskStatus.FAILED);
    private static final Task RUNNING = Tasks.of("a", TaskStatus.RUNNING);
    private static final TaskError ERROR = new TaskError.Invalid("query", "none()", "one that a task can match");

    @Test
    void completedWaitSeparatesSucceededFromFailedTasks() {
        WaitOutcome.Completed completed = new WaitOutcome.Completed(List.of(SUCCEEDED, FAILED, SUCCEEDED), TIME);

        assertThat(completed.succeeded()).containsExactly(SUCCEEDED, SUCCEEDED);
        assertThat(completed.failed()).containsExactly(FAILED);
        assertThat(completed.allSucceeded()).isFalse();
        assertThat(completed.message()).isEqualTo("2 of 3 tasks succeeded after 9 s");
        assertThat(new WaitOutcome.Completed(List.of(SUCCEEDED), TIME).allSucceeded())
                .isTrue();
    }

    @Test
    void completedWaitSaysHowManyTasksEndedWithAnUnknownStatus() {
        Task unknown = Tasks.of("a", TaskStatus.UNKNOWN_STATUS);
        WaitOutcome.Completed completed = new WaitOutcome.Completed(List.of(SUCCEEDED, unknown), TIME);

        assertThat(completed.unknown()).containsExactly(unknown);
        assertThat(completed.failed()).isEmpty();
        assertThat(completed.allSucceeded()).isFalse();
        assertThat(completed.message()).isEqualTo("1 of 2 tasks succeeded after 9 s, 1 ended with an unknown status");
    }

    @Test
    void timedOutWaitReportsWhichLimitPassedAndTheStateOfTheTasks() {
        List<Task> tasks = List.of(SUCCEEDED, FAILED, RUNNING);

        assertThat(new WaitOutcome.TimedOut(tasks, TIME, Limit.TOTAL, Option.none()).message())
                .isEqualTo("2 of 3 tasks had ended after 9 s");
        assertThat(new WaitOutcome.TimedOut(List.of(), TIME, Limit.TOTAL, Option.none()).message())
                .isEqualTo("no matching task appeared within 9 s");
        assertThat(new WaitOutcome.TimedOut(tasks, TIME, Limit.APPEAR, Option.some(ERROR)).message())
                .isEqualTo("only 3 tasks appeared within 9 s, and the latest poll failed: " + ERROR.message());
    }

    @Test
    void everyOtherOutcomeReportsItsReason() {
        assertThat(new WaitOutcome.Cancelled(List.of(), TIME).message()).isEqualTo("the client was closed after 9 s");
        assertThat(new WaitOutcome.Interrupted(List.of(), TIME).message())
                .isEqualTo("the waiting thread was interrupted after 9 s");
        assertThat(new WaitOutcome.PollFailed(List.of(), TIME, ERROR).message()).isEqualTo(ERROR.message());
    }

    @Test
    void progressPrintsTheStatusesAndTheNextPoll() {
        WaitProgress none = new WaitProgress(0, Map.of(), TIME, Duration.ofSeconds(2), Option.some(ERROR));
        WaitProgress some =
                new WaitProgress(2, Map.of(TaskStatus.RUNNING, 2), TIME, Duration.ofMillis(900), Option.none());

        assertThat(none)
                .hasToString("no task yet, 9 s elapsed, next poll in 2 s, the latest poll failed: " + ERROR.message());
        assertThat(some).hasToString("2 RUNNING, 9 s elapsed, next poll in less than 1 s");
    }

    private static WaitOutcome.Reason reason(long taskId, TaskStatus status, Either<TaskError, String> message) {
        Task task = Tasks.of("crs-1", status).toBuilder().taskId(taskId).build();
        return new WaitOutcome.Reason(
                task,
                message.map(text -> TaskDetails.builder()
                        .taskId(taskId)
                        .status(TaskStatus.FAILED)
                        .type(TaskType.BACKUP_INSTANCE)
                        .message(text)
                        .build()));
    }

    private static String message(WaitOutcome.Reason... reasons) {
        List<Task> tasks = Stream.of(reasons).map(WaitOutcome.Reason::task).toList();
        return new WaitOutcome.Completed(tasks, TIME, List.of(reasons)).message();
    }

    @Test
    void completedWaitSaysWhyTasksFailed() {
        assertThat(message(reason(42372, TaskStatus.FAILED, Either.right("磁盘已满"))))
                .isEqualTo("0 of 1 task succeeded after 9 s; task 42372 (BACKUP_INSTANCE of crs-1) failed: 磁盘已满");
        assertThat(message(
                        reason(1, TaskStatus.UNKNOWN_STATUS, Either.right("odd")),
                        reason(2, TaskStatus.ERRORED, Either.left(ERROR)),
                        reason(3, TaskStatus.FAILED, Either.right(" \n"))))
                .isEqualTo("0 of 3 tasks succeeded after 9 s, 1 ended with an unknown status;"
                        + " task 1 (BACKUP_INSTANCE of crs-1) ended with an unknown status: odd;"
                        + " task 2 (BACKUP_INSTANCE of crs-1) failed; its reason is missing: " + ERROR.message() + ";"
                        + " task 3 (BACKUP_INSTANCE of crs-1) failed; the service sent no reason");
    }

    @Test
    void reasonCannotForgeALine() {
        WaitOutcome.Reason reason = reason(1, TaskStatus.FAILED, Either.right("full\r\n2017-02-10 ERROR forged"));

        assertThat(message(reason)).endsWith("failed: full 2017-02-10 ERROR forged");
        assertThat(reason.text()).contains("full\r\n2017-02-10 ERROR forged");
    }

    @Test
    void messageNamesFiveTasksAndCountsTheOthers() {
        WaitOutcome.Reason[] reasons = new WaitOutcome.Reason[12];
        Arrays.setAll(
                reasons,
                id -> reason(id, TaskStatus.FAILED, id < 9 ? Either.right("x".repeat(9_999)) : Either.left(ERROR)));

        assertThat(message(reasons))
                .contains("task 4 (")
                .doesNotContain("task 5 (")
                .endsWith("; 7 more did not succeed, of which 3 without a known reason")
                .hasSizeLessThan(4_000);
        assertThat(message(Arrays.copyOf(reasons, 6))).endsWith("; 1 more did not succeed");
        assertThat(message(Arrays.copyOf(reasons, 5))).doesNotContain("more did not succeed");
    }

    @Test
    void taskWithoutIdTypeAndInstanceIsNamedByWhatIsKnown() {
        Task task = Task.builder()
                .type(TaskType.UNKNOWN_TYPE)
                .typeName("099")
                .status(TaskStatus.FAILED)
                .build();

        assertThat(new WaitOutcome.Reason(task, Either.left(ERROR)))
                .hasToString("task (type 099) failed; its reason is missing: " + ERROR.message());
        assertThat(new WaitOutcome.Reason(task, Either.left(ERROR)).text()).isEmpty();
    }
}
