package io.github.crstasks.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Steps of a walk: the rows that a service answers with, and what comes of them. */
final class Walk {
    private Walk() {}

    /** One task for each second, named by it. */
    static Task at(int second) {
        return Task.builder()
                .submittedAt(second(second))
                .type(TaskType.IMPORT_RDB)
                .typeName("importRdb")
                .status(TaskStatus.RUNNING)
                .statusCode(1)
                .instanceId("crs-" + second)
                .build();
    }

    static Task.Builder copyOf(Task task) {
        Task.Builder copy = Task.builder();
        copy.from(task);
        return copy;
    }

    static Instant second(int second) {
        return Instant.ofEpochSecond(1_500_000_000L + second);
    }

    static Either<TaskError, TaskRows> rows(int total, Integer... seconds) {
        return Either.right(new TaskRows(Stream.of(seconds).map(Walk::at).toList(), total));
    }

    static List<Task> polled(Traversal walk) {
        return Stream.generate(walk::poll)
                .takeWhile(task -> task.isDefined())
                .map(task -> task.get())
                .toList();
    }

    static PageCall call(Traversal walk) {
        List<PageCall> calls = walk.calls();
        assertThat(calls).hasSize(1);
        return calls.get(0);
    }

    /** Tasks of second 9, or of the second behind the name. */
    static Either<TaskError, TaskRows> named(int total, String... names) {
        return Either.right(new TaskRows(Stream.of(names).map(Walk::named).toList(), total));
    }

    static Task named(String name) {
        Matcher parts = Pattern.compile("(\\w)(?:@(\\d+))?").matcher(name);
        assertThat(parts.matches()).isTrue();
        return copyOf(at(parts.group(2) == null ? 9 : Integer.parseInt(parts.group(2))))
                .instanceId(parts.group(1))
                .build();
    }

    static List<String> names(Traversal walk) {
        return polled(walk).stream().map(Task::instanceId).toList();
    }
}
