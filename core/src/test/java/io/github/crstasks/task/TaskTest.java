package io.github.crstasks.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {
    private static final Task FULL = Tasks.running()
            .taskId(42)
            .endedAt(Option.some(Tasks.second(9)))
            .instanceName("测试")
            .projectId(7)
            .progress(0.5)
            .build();

    @Test
    void builderOfATaskHasItsValues() {
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL).hasSameHashCodeAs(FULL);
    }

    @Test
    void builderOfATaskChangesACopyOnly() {
        Task changed = FULL.toBuilder()
                .status(TaskStatus.SUCCEEDED)
                .statusCode(2)
                .taskId(43)
                .progress(1)
                .build();

        assertThat(changed.status()).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(changed.statusCode()).contains(2L);
        assertThat(changed.taskId()).contains(43L);
        assertThat(changed.instanceName()).isEqualTo("测试");
        assertThat(FULL.status()).isEqualTo(TaskStatus.RUNNING);
        assertThat(FULL.taskId()).contains(42L);
    }

    @Test
    void textNamesWhatTheServiceSent() {
        assertThat(FULL)
                .hasToString("Task[taskId=42, submittedAt=Some(2017-02-10T08:56:00Z), endedAt=2017-02-10T08:56:09Z,"
                        + " type=BACKUP_INSTANCE (backupInstance), status=RUNNING (1), instanceId=a,"
                        + " instanceName=测试, projectId=7, progress=0.5]");
        assertThat(Task.builder()
                        .type(TaskType.BACKUP_INSTANCE)
                        .status(TaskStatus.RUNNING)
                        .build()
                        .toString())
                .doesNotContain("taskId")
                .doesNotContain("endedAt");
    }

    @Test
    void taskNeedsTypeAndStatusOnly() {
        Task task = Task.builder()
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.RUNNING)
                .build();

        assertThat(task)
                .returns(Option.none(), Task::submittedAt)
                .returns(Option.none(), Task::taskId)
                .returns(Option.none(), Task::endedAt)
                .returns("", Task::typeName)
                .returns(Option.none(), Task::statusCode)
                .returns("", Task::instanceId)
                .returns("", Task::instanceName)
                .returns(0L, Task::projectId)
                .returns(0.0, Task::progress);
        assertThatThrownBy(() -> Task.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("type", "status");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING, false",
        "RUNNING, false",
        "SUCCEEDED, true",
        "FAILED, true",
        "ERRORED, true",
        "UNKNOWN_STATUS, false",
    })
    void taskHasEndedIfItsStatusIsTerminalWhateverItsProgress(TaskStatus status, boolean ended) {
        for (double progress : new double[] {0, 0.5, 1, 100}) {
            Task task = FULL.toBuilder()
                    .endedAt(Option.none())
                    .status(status)
                    .progress(progress)
                    .build();

            assertThat(task.hasEnded()).isEqualTo(ended);
            assertThat(task.isProgressComplete()).isEqualTo(progress >= 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endTimeShowsThatATaskOfUnknownStatusHasEndedAndNoOther(TaskStatus status) {
        Task task = FULL.toBuilder().status(status).build();

        assertThat(task.endedAt()).isNotEmpty();
        assertThat(task.hasEnded()).isEqualTo(status.isTerminal() || status == TaskStatus.UNKNOWN_STATUS);
    }
}
