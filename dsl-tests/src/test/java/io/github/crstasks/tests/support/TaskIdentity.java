package io.github.crstasks.tests.support;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The identity of a task: its id, if its row has one, and the fields that never change, which several tasks may share.
 *
 * @param taskId the id; empty by API 2.0
 * @param fields the fields that never change
 */
public record TaskIdentity(Option<Long> taskId, TaskKey fields) {
    /** Returns the identity of a task. */
    public static TaskIdentity of(Task task) {
        return new TaskIdentity(task.taskId(), TaskKey.of(task));
    }

    /** Returns how many of the tasks have each identity. */
    public static Map<TaskIdentity, Long> count(Stream<Task> tasks) {
        return tasks.map(TaskIdentity::of).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
