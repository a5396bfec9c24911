package io.github.crstasks.tests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.stream.JsonReader;
import io.github.crstasks.TaskClient;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.github.crstasks.tests.support.ApiVersion;
import io.github.crstasks.tests.support.EmulatorFixture;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Client and emulator work with an older version of Gson, which the build of a program may choose. */
@Tag("old-gson")
class OldGsonTest {
    @ParameterizedTest
    @EnumSource
    void tasksAreListedWithTheGsonOfSpringBoot(ApiVersion api) {
        assertThat(Stream.of(JsonReader.class.getMethods()).map(Method::getName))
                .as("this version has no strictness")
                .doesNotContain("setStrictness");
        try (EmulatorFixture fixture = EmulatorFixture.start().withApi(api);
                TaskClient client = fixture.client().build()) {
            assertThat(client.list(TaskQuery.all()).get()).isNotEmpty();
        }
    }

    @Test
    void tasksAreWrittenAndReadWithTheGsonOfSpringBoot() {
        Task task = Task.builder()
                .taskId(Long.MAX_VALUE)
                .type(TaskType.BACKUP_INSTANCE)
                .status(TaskStatus.PENDING)
                .build();
        assertThat(new Gson().fromJson(new Gson().toJson(task), Task.class)).isEqualTo(task);
    }
}
