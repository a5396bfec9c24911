package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one scan of a plan: tracks its requested ranges, and buffers the tasks that were received and not yet taken. */
final class ScanCursor {
    private final Deque<Deque<Task>> ready = new ArrayDeque<>();
    private final Map<Long, RowRange> requested = new HashMap<>();
    private Option<PageCursor> cursor;
    /** How many calls in flight were made for an earlier cursor; their replies are ignored. */
    private int outdatedCalls;

    ScanCursor(PageCursor first) {
        this.cursor = Option.some(first);
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
        return ready.isEmpty() && cursor.isEmpty();
    }

    /** Returns the latest submission time that the next task can have. */
    Instant newestPossible() {
        return head().map(Task::submittedAt)
                .orElse(cursor.map(PageCursor::newestPossible))
                .getOrElse(Instant.MIN);
    }

    /** Returns the ranges to request so that at most {@code pages} pages are held or in flight. */
    List<RowRange> nextRanges(int pages) {
        int freeSlots = pages
                - ready.size()
                - requested.size()
                - outdatedCalls
                - cursor.map(PageCursor::pagesHeld).getOrElse(0);
        return freeSlots <= 0
                ? List.of()
                : cursor.toJavaStream()
                        .flatMap(current -> current.nextRanges(freeSlots + requested.size()).stream())
                        .filter(range -> !requested.containsValue(range))
                        .limit(freeSlots)
                        .toList();
    }

    void request(long number, RowRange range) {
        requested.put(number, range);
    }

    Option<TaskError> received(long number, TaskListReply page) {
        Option<RowRange> range = Option.of(requested.remove(number));
        if (range.isEmpty()) {
            outdatedCalls--;
            return Option.none();
        }
        Either<TaskError, PageCursor.Advance> advance = cursor.get().received(range.get(), page);
        advance.forEach(this::apply);
        return advance.swap().toOption();
    }

    private void apply(PageCursor.Advance advance) {
        advance.pages().stream()
                .filter(page -> !page.isEmpty())
                .map(ArrayDeque::new)
                .forEach(ready::add);
        if (!advance.next().equals(cursor)) {
            outdatedCalls += requested.size();
            requested.clear();
            cursor = advance.next();
        }
    }
}
