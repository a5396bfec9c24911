package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.task.TaskStatus;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The state of a wait between two polls; {@link #toString()} is one line for a person.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param total how many tasks match
 * @param byStatus the number of matching tasks in each status; unmodifiable, without statuses that no task has
 * @param elapsed the time since the wait began
 * @param nextPoll the time until the next poll, which is earlier if another wait of the client polls meanwhile
 * @param error why the latest poll failed, if it did; the numbers are then those of the poll before
 */
public record WaitProgress(
        int total, Map<TaskStatus, Integer> byStatus, Duration elapsed, Duration nextPoll, Option<TaskError> error) {
    @Override
    public String toString() {
        String statuses = byStatus.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return (total == 0 ? "no task yet" : statuses)
                + ", " + elapsed.toSeconds() + " s elapsed, next poll in " + seconds(nextPoll)
                + error.map(why -> ", the latest poll failed: " + why.message()).getOrElse("");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() == 0 ? "less than 1 s" : time.toSeconds() + " s";
    }
}
