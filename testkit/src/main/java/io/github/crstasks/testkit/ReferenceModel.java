package io.github.crstasks.testkit;

import io.github.crstasks.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The simplest implementation of a query: filters and sorts a list in memory.
 *
 * <p>Safe for use by several threads.
 */
public final class ReferenceModel {
    private ReferenceModel() {}

    /**
     * Returns the matching tasks, newest first; within one second, the task submitted last comes first. Tasks without a time
     * come before all others.
     *
     * @param submitted all tasks in the order of submission
     * @param matches accepts the tasks to return
     * @return the matching tasks
     */
    public static List<Task> list(List<Task> submitted, Predicate<Task> matches) {
        List<Task> list = new ArrayList<>(submitted);
        Collections.reverse(list);
        list.sort(Comparator.comparing((Task task) -> task.submittedAt().getOrElse(Instant.MAX))
                .reversed());
        list.removeIf(matches.negate());
        return List.copyOf(list);
    }

    /**
     * Returns one page of a list.
     *
     * @param list the whole list
     * @param offset the number of tasks to skip
     * @param limit the maximum number of tasks on the page
     * @return the page
     */
    public static List<Task> page(List<Task> list, int offset, int limit) {
        return list.stream().skip(offset).limit(limit).toList();
    }
}
