package io.github.crstasks.tests.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.crstasks.TaskClient;
import io.github.crstasks.emulator.TaskRow;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.testkit.CrsEmulatorExtension;
import io.github.crstasks.testkit.EmulatedTasks;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test submits as a task of the library is what clients list. */
class EmulatedTasksTest {
    private static final JdkTransport TRANSPORT = new JdkTransport();
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    @RegisterExtension
    static final CrsEmulatorExtension EMULATOR =
            CrsEmulatorExtension.builder().tasks(List.of()).transport(TRANSPORT).build();

    @AfterAll
    static void close() {
        TRANSPORT.close();
    }

    private static Task task(TaskType type, TaskStatus status) {
        return Task.builder()
                .submittedAt(START)
                .type(type)
                .status(status)
                .instanceId("crs-1")
                .instanceName("orders")
                .projectId(7)
                .build();
    }

    private static List<Task> listByApi3() {
        try (TaskClient client = EMULATOR.clientBuilder()
                .protocol(ApiV3.create())
                .endpoint(EMULATOR.emulator().endpointV3())
                .build()) {
            return client.list(TaskQuery.all()).get();
        }
    }

    @Test
    void everyTypeIsListedByApi3() {
        Set<TaskType> types = EnumSet.complementOf(EnumSet.of(TaskType.UNKNOWN_TYPE));
        types.forEach(type -> EMULATOR.submit(task(type, TaskStatus.RUNNING)));

        assertThat(listByApi3()).extracting(Task::type).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void typesWithANameAreListedByApi2(TaskClient client) {
        List<TaskType> types = Arrays.stream(TaskType.values())
                .filter(type -> type.compareTo(TaskType.BACKUP_INSTANCE) <= 0)
                .toList();
        types.forEach(type -> EMULATOR.submit(task(type, TaskStatus.RUNNING)));

        assertThat(client.list(TaskQuery.all()).get())
                .extracting(Task::type)
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN_STATUS")
    void everyStatusIsListedByApi2(TaskStatus status, TaskClient client) {
        EMULATOR.submit(task(TaskType.BACKUP_INSTANCE, status));

        assertThat(client.list(TaskQuery.status(status)).get()).singleElement().satisfies(listed -> {
            assertThat(listed.submittedAt()).contains(START);
            assertThat(listed.type()).isEqualTo(TaskType.BACKUP_INSTANCE);
            assertThat(listed.instanceName()).isEqualTo("orders");
            assertThat(listed.projectId()).isEqualTo(7);
        });
    }

    @Test
    void endIsListedByApi3() {
        EMULATOR.submit(task(TaskType.BACKUP_INSTANCE, TaskStatus.SUCCEEDED).toBuilder()
                .endedAt(Option.some(START.plusSeconds(9)))
                .progress(1)
                .build());

        assertThat(listByApi3()).singleElement().satisfies(listed -> {
            assertThat(listed.endedAt()).contains(START.plusSeconds(9));
            assertThat(listed.isProgressComplete()).isTrue();
        });
    }

    @Test
    void taskOfApi3IsSubmittedWithTheNumbersOfTheEmulator() {
        Task failed = task(TaskType.BACKUP_INSTANCE, TaskStatus.FAILED).toBuilder()
                .typeName("012")
                .statusCode(4)
                .build();

        assertThat(EmulatedTasks.rowOf(failed))
                .isEqualTo(EmulatedTasks.rowOf(task(TaskType.BACKUP_INSTANCE, TaskStatus.FAILED)));
    }

    @Test
    void unknownTypeAndStatusKeepTheirNameAndNumber() {
        Task unknown = task(TaskType.UNKNOWN_TYPE, TaskStatus.UNKNOWN_STATUS).toBuilder()
                .typeName("paint")
                .statusCode(42)
                .build();

        TaskRow row = EmulatedTasks.rowOf(unknown);

        assertThat(row.taskName()).isEqualTo("paint");
        assertThat(row.status()).isEqualTo(42);
    }

    @Test
    void unknownStatusWithoutANumberIsRefused() {
        Task unknown = task(TaskType.BACKUP_INSTANCE, TaskStatus.UNKNOWN_STATUS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMULATOR.submit(unknown))
                .withMessageContaining("but is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EMULATOR.submit(
                        unknown.toBuilder().statusCode(5_000_000_000L).build()))
                .withMessageContaining("but is 5000000000");
    }

    @Test
    void taskWithoutATimeHasNone() {
        Task pending = Task.builder()
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.PENDING)
                .build();

        assertThat(EmulatedTasks.rowOf(pending).startTime()).isEmpty();
    }
}
