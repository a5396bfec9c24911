package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one scan of a plan: tracks its requested ranges, and buffers the tasks that were received and not yet taken. */
final class ScanCursor {
    private final ScanContext context;
    private final CallBudget budget;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final Map<Long, RowRange> requested = new HashMap<>();
    private Option<PageCursor> cursor;
    /** How many calls in flight were made for an earlier cursor; their replies are ignored. */
    private int outdatedCalls;

    ScanCursor(ScanContext context, CallBudget budget) {
        this.context = context;
        this.budget = budget;
        this.cursor = Option.some(SecondsCursor.start(context));
    }

    boolean hasHead() {
        return !ready.isEmpty();
    }

    Task take() {
        return ready.removeFirst().task();
    }

    boolean isExhausted() {
        return ready.isEmpty() && cursor.isEmpty();
    }

    /** Returns the latest second that the next task can have. */
    Instant newestPossible() {
        return Option.of(ready.peek())
                .map(Row::second)
                .orElse(cursor.map(PageCursor::newestPossible))
                .getOrElse(Instant.MIN);
    }

    /** Returns the ranges to request so that at most {@code pages} pages are held or in flight. */
    List<RowRange> nextRanges(int pages) {
        int pageSize = context.pageSizer().rows();
        int freeSlots = pages
                - (ready.size() + pageSize - 1) / pageSize
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
        return cursor.get().received(range.get(), page).fold(Option::some, advance -> {
            apply(advance);
            Option<TaskError> exhausted =
                    budget.count(page.totalCount(), context.pageSizer().rows(), advance.isProgress());
            return advance.failure().orElse(cursor.flatMap(unfinished -> exhausted));
        });
    }

    private void apply(PageCursor.Advance advance) {
        ready.addAll(advance.rows());
        if (!advance.next().equals(cursor)) {
            outdatedCalls += requested.size();
            requested.clear();
            cursor = advance.next();
        }
    }
}
