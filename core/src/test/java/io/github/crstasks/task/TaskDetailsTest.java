package io.github.crstasks.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.testing.Tasks;
import io.vavr.control.Option;
import org.junit.jupiter.api.Test;

class TaskDetailsTest {
    private static final TaskDetails FULL = TaskDetails.builder()
            .taskId(42)
            .status(TaskStatus.FAILED)
            .statusName("failed")
            .startedAt(Tasks.second(0))
            .type(TaskType.BACKUP_INSTANCE)
            .typeName("012")
            .instanceId("crs-1")
            .message("磁盘\n已满")
            .build();

    @Test
    void builderOfDetailsHasTheirValues() {
        assertThat(FULL.toBuilder().build()).isEqualTo(FULL).hasSameHashCodeAs(FULL);
        assertThat(FULL.toBuilder().message("").build()).isNotEqualTo(FULL);
    }

    @Test
    void detailsNeedIdTypeAndStatusOnly() {
        TaskDetails details = TaskDetails.builder()
                .taskId(42)
                .status(TaskStatus.RUNNING)
                .type(TaskType.BACKUP_INSTANCE)
                .build();

        assertThat(details)
                .returns("", TaskDetails::statusName)
                .returns(Option.none(), TaskDetails::startedAt)
                .returns("", TaskDetails::typeName)
                .returns("", TaskDetails::instanceId)
                .returns("", TaskDetails::message);
        assertThatThrownBy(() -> TaskDetails.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("taskId", "type", "status");
    }

    @Test
    void textFormIsOneLine() {
        assertThat(FULL)
                .hasToString("TaskDetails[taskId=42, status=FAILED (failed), startedAt=2017-02-10T08:56:00Z,"
                        + " type=BACKUP_INSTANCE (012), instanceId=crs-1, message=磁盘 已满]");
    }
}
