package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The walk through one scan of a plan: what is on its way, and the tasks that came and were not taken. */
final class ScanWalk {
    private final Deque<Deque<Task>> ready = new ArrayDeque<>();
    private final Map<Long, Slice> asked = new HashMap<>();
    private Option<Walker> walker;
    /** Calls that were made for a walker that has given way to another one: what they bring is of no use. */
    private int outdated;

    ScanWalk(Walker first) {
        this.walker = Option.some(first);
    }

    Option<Task> head() {
        return Option.of(ready.peek()).map(Deque::getFirst);
    }

    Task take() {
        Deque<Task> page = ready.getFirst();
        Task task = page.removeFirst();
        if (page.isEmpty()) {
            ready.removeFirst();
        }
        return task;
    }

    boolean isExhausted() {
        return ready.isEmpty() && walker.isEmpty();
    }

    /** No task to come was submitted later. */
    Instant bound() {
        return head().map(Task::submittedAt).orElse(walker.map(Walker::bound)).getOrElse(Instant.MIN);
    }

    /** What to ask for if so many pages may be held or be on their way. */
    List<Slice> wanted(int pages) {
        int room = pages
                - ready.size()
                - asked.size()
                - outdated
                - walker.map(Walker::waiting).getOrElse(0);
        return room <= 0
                ? List.of()
                : walker.toJavaStream()
                        .flatMap(way -> way.wanted(room + asked.size()).stream())
                        .filter(slice -> !asked.containsValue(slice))
                        .limit(room)
                        .toList();
    }

    void ask(long number, Slice slice) {
        asked.put(number, slice);
    }

    Option<TaskError> received(long number, TaskRows rows) {
        Option<Slice> slice = Option.of(asked.remove(number));
        if (slice.isEmpty()) {
            outdated--;
            return Option.none();
        }
        Either<TaskError, Walker.Step> step = walker.get().received(slice.get(), rows);
        step.forEach(this::follow);
        return step.swap().toOption();
    }

    private void follow(Walker.Step step) {
        step.pages().stream()
                .filter(page -> !page.isEmpty())
                .map(ArrayDeque::new)
                .forEach(ready::add);
        if (!step.next().equals(walker)) {
            outdated += asked.size();
            asked.clear();
            walker = step.next();
        }
    }
}
