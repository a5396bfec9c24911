package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.Task;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How far a wait has come; its text is one line for a person.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param total how many tasks match
 * @param byStatus how many of them are in which status; unmodifiable, without the statuses that no task is in
 * @param elapsed the time since the wait began
 * @param nextPoll the time until the next poll, which is made earlier if another wait of the client polls meanwhile
 * @param error why this poll brought no list; the numbers are then those of the latest list
 */
public record WaitProgress(
        int total, Map<TaskStatus, Integer> byStatus, Duration elapsed, Duration nextPoll, Option<TaskError> error) {
    static WaitProgress of(List<Task> tasks, Duration elapsed, Duration nextPoll, Option<TaskError> error) {
        Map<TaskStatus, Integer> byStatus = new EnumMap<>(TaskStatus.class);
        tasks.forEach(task -> byStatus.merge(task.status(), 1, Integer::sum));
        return new WaitProgress(tasks.size(), Collections.unmodifiableMap(byStatus), elapsed, nextPoll, error);
    }

    @Override
    public String toString() {
        String statuses = byStatus.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return (total == 0 ? "no task yet" : statuses)
                + ", " + elapsed.toSeconds() + " s gone, next poll in " + nextPoll.toSeconds() + " s"
                + error.map(why -> ", the last one failed: " + why.message()).getOrElse("");
    }
}
