package io.github.crstasks.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.crstasks.TaskClient;
import io.github.crstasks.ThrowingTaskClient;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.testing.FakeTransport;
import io.github.crstasks.testing.Responses;
import io.github.crstasks.testing.Tasks;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThrowingTaskClientTest {
    private static final TaskQuery ALL = TaskQuery.all();

    /** The calls whose failures a {@link TaskClient} returns as errors. */
    static List<Consumer<ThrowingTaskClient>> failingCalls() {
        return List.of(
                client -> client.page(ALL, 0, 0),
                client -> client.page(ALL, -1, 1),
                client -> client.details(-1),
                client -> client.details(Tasks.running().build()));
    }

    @ParameterizedTest
    @MethodSource("failingCalls")
    void errorIsThrownAsAnException(Consumer<ThrowingTaskClient> call) {
        try (ThrowingTaskClient client =
                FakeTransport.answering(Responses.page(0)).client().build().orThrow()) {
            assertThatThrownBy(() -> call.accept(client))
                    .asInstanceOf(InstanceOfAssertFactories.type(TaskException.class))
                    .extracting(TaskException::error)
                    .isInstanceOf(TaskError.Invalid.class);
        }
    }

    @Test
    void valuesAreThoseOfTheClient() {
        Task task = Tasks.of("a");
        try (TaskClient client =
                FakeTransport.answering(Responses.page(1, task)).client().build()) {
            ThrowingTaskClient throwing = client.orThrow();

            assertThat(throwing.list(ALL)).containsExactly(task);
            assertThat(throwing.count(ALL)).isOne();
            assertThat(throwing.page(ALL, 0, 1))
                    .isEqualTo(client.page(ALL, 0, 1).get());
            assertThat(throwing.stream(ALL)).containsExactly(task);
            assertThat(throwing.stream(ALL, Paging.defaults())).containsExactly(task);
            assertThat(throwing.explain(ALL)).hasToString(client.explain(ALL).toString());
            assertThat(throwing.publisher(ALL)).isNotNull();
            assertThat(throwing.watch(ALL)).isNotNull();
            assertThat(throwing.watch(ALL, PollSchedule.defaults())).isNotNull();
        }
    }

    @Test
    void waitThatFailsIsAnOutcome() {
        try (ThrowingTaskClient client =
                FakeTransport.answering(Responses.page(0)).client().build().orThrow()) {
            assertThat(client.await(TaskQuery.none(), WaitOptions.defaults()))
                    .hasToString(client.await(TaskQuery.none(), WaitOptions.defaults(), progress -> {})
                            .toString());
        }
    }

    @Test
    void closingEndsTheClient() {
        TaskClient client = FakeTransport.answering(Responses.page(0)).client().build();

        client.orThrow().close();

        assertThat(client.list(ALL).getLeft()).isInstanceOf(TaskError.Cancelled.class);
    }

    @Test
    void everyCallOfTheClientHasACounterpart() {
        Set<String> others = Set.of("builder", "async", "orThrow");
        List<List<Object>> counterparts = calls(ThrowingTaskClient.class);

        assertThat(calls(TaskClient.class))
                .filteredOn(call -> !others.contains(call.get(0)))
                .allSatisfy(call -> assertThat(counterparts).contains(call));
    }

    private static List<List<Object>> calls(Class<?> client) {
        return Arrays.stream(client.getMethods())
                .map(ThrowingTaskClientTest::signature)
                .toList();
    }

    private static List<Object> signature(Method method) {
        return List.of(method.getName(), List.of(method.getParameterTypes()));
    }

    @Test
    void textFormsThrowTheErrorsThatTheyReturn() {
        assertThat(TaskQuery.parseOrThrow("status = failed").textOrThrow()).isEqualTo("status = failed");
        assertThatThrownBy(() -> TaskQuery.parseOrThrow("status ="))
                .isInstanceOf(TaskException.class)
                .hasMessage(TaskQuery.parse("status =").getLeft().message());
        assertThatThrownBy(() -> TaskQuery.where(task -> true).textOrThrow()).isInstanceOf(TaskException.class);
    }
}
