package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.task.Task;
import io.github.crstasks.tests.support.TaskIdentity;
import io.github.crstasks.waiting.TaskChange;
import java.util.ArrayList;
import java.util.List;

/** The tasks that a watch has reported. Each change must follow from those before it. For use by one thread. */
final class WatchedTasks {
    private final boolean canHaveTwins;
    private final List<Task> tasks = new ArrayList<>();

    /** Creates an empty list. Where tasks can look alike, one can appear that looks like a known one. */
    WatchedTasks(boolean canHaveTwins) {
        this.canHaveTwins = canHaveTwins;
    }

    void apply(TaskChange change) {
        if (change instanceof TaskChange.Appeared appeared) {
            assertThat(canHaveTwins || !isKnown(appeared.task()))
                    .as("%s appears for the first time", appeared.task())
                    .isTrue();
            tasks.add(appeared.task());
        } else if (change instanceof TaskChange.StatusChanged changed) {
            remove(changed.before());
            tasks.add(changed.task());
        } else {
            remove(change.task());
        }
    }

    private boolean isKnown(Task task) {
        TaskIdentity identity = TaskIdentity.of(task);
        return tasks.stream().map(TaskIdentity::of).anyMatch(identity::equals);
    }

    private void remove(Task task) {
        assertThat(tasks.remove(task)).as("%s is known", task).isTrue();
    }

    List<Task> toList() {
        return List.copyOf(tasks);
    }
}
