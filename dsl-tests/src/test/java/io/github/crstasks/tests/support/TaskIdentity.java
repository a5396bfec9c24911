package io.github.crstasks.tests.soak;

import io.github.crstasks.task.Task;
import io.github.crstasks.tests.support.TaskKey;
import io.vavr.control.Option;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What tells a task from others: its id, if its row has one, or the fields that never change, which several tasks may share.
 *
 * @param taskId the id; empty by API 2.0
 */
record TaskIdentity(Option<Long> taskId, TaskKey fields) {
    static TaskIdentity of(Task task) {
        return new TaskIdentity(task.taskId(), TaskKey.of(task));
    }

    /** Returns how many of the tasks have each identity. */
    static Map<TaskIdentity, Long> count(Stream<Task> tasks) {
        return tasks.map(TaskIdentity::of).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
