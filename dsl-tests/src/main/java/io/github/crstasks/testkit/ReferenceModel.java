package io.github.crstasks.testkit;

import io.github.crstasks.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the answer to a question must be, in the plainest words: filter and sort.
 *
 * <p>Safe for use by any number of threads.
 */
public final class ReferenceModel {
    private ReferenceModel() {}

    /**
     * The tasks that match, newest first.
     *
     * @param submitted all tasks in the order in which they were submitted; of two in one second the later comes first
     * @param matches which of them were asked for
     * @return the answer
     */
    public static List<Task> answer(List<Task> submitted, Predicate<Task> matches) {
        List<Task> answer = new ArrayList<>(submitted);
        Collections.reverse(answer);
        answer.sort(Comparator.comparing(Task::submittedAt).reversed());
        answer.removeIf(matches.negate());
        return List.copyOf(answer);
    }

    /**
     * The part of an answer that lies on one page.
     *
     * @param answer the whole answer
     * @param offset how many tasks to skip
     * @param limit how many tasks to take at the most
     * @return the page
     */
    public static List<Task> slice(List<Task> answer, int offset, int limit) {
        return answer.stream().skip(offset).limit(limit).toList();
    }
}
