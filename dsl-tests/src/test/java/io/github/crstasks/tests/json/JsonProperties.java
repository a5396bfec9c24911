package io.github.crstasks.tests.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskDetails;
import io.github.crstasks.testkit.TaskArbitraries;
import io.github.crstasks.waiting.TaskChange;
import io.github.crstasks.waiting.WaitOutcome;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** All libraries write the same JSON, and each reads what another wrote. */
class JsonProperties {
    private static final List<Class<?>> ROOTS = List.of(
            Task.class, TaskDetails.class, TaskPage.class, TaskChange.class, WaitOutcome.class, TaskError.class);

    @Provide
    Arbitrary<Object> values() {
        return ValueArbitraries.all();
    }

    @Provide
    Arbitrary<List<Task>> lists() {
        return TaskArbitraries.lists();
    }

    @Property(tries = 500)
    void allLibrariesWriteTheSameAndReadAnEqualValue(
            @ForAll("values") Object value, @ForAll JsonLibrary writer, @ForAll JsonLibrary reader) throws Exception {
        String json = writer.write(value);

        assertThat(JsonLibrary.withoutOptionalEscapes(json))
                .isEqualTo(JsonLibrary.withoutOptionalEscapes(reader.write(value)));
        for (Class<?> type : types(value)) {
            Object copy = reader.read(json, type);
            assertThat(copy).isEqualTo(value);
            // The attempts of an error take no part in equality.
            assertThat(writer.write(copy)).isEqualTo(json);
        }
    }

    private static List<Class<?>> types(Object value) {
        return Stream.concat(
                        ROOTS.stream().filter(root -> root.isInstance(value)),
                        Stream.of(value.getClass()).filter(Class::isRecord))
                .toList();
    }

    @Property(tries = 300)
    void javaSerializationKeepsAnEqualValue(@ForAll("values") Object value) throws Exception {
        Object copy = JavaSerialization.copy(value);

        assertThat(copy).isEqualTo(value).hasSameClassAs(value);
        assertThat(JsonLibrary.GSON.write(copy)).isEqualTo(JsonLibrary.GSON.write(value));
    }

    @Property(tries = 50)
    void listsOfTasksAreWrittenAndRead(
            @ForAll("lists") List<Task> tasks, @ForAll JsonLibrary writer, @ForAll JsonLibrary reader)
            throws Exception {
        assertThat(reader.readTasks(writer.write(tasks))).isEqualTo(tasks);
    }
}
