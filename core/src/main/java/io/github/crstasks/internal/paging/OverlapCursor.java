package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;

/**
 * Pages by offset, one page at a time, where no other cursor can: through a second that fills a page, and through a list
 * that is not newest first.
 *
 * <p>Each page begins with the last rows of the previous page. If a page does not, or the total has changed, the rows have
 * moved and are read again from the start; {@link EmittedRows} filters out those that were emitted. Where offsets must be
 * multiples of limits, two pages cannot overlap at a position that every possible limit divides, such as 12 if a page has
 * at most four rows.
 */
final class OverlapCursor implements PageCursor {
    /** Bounds the restarts, so that the traversal of a list that moves at every page ends too. */
    private static final int MAX_RESTARTS = 32;

    private final ScanContext context;
    private final TaskScan window;
    private final EmittedRows emitted;
    private final boolean isOrdered;
    private final Instant newestPossible;
    private final int start;

    private int position;
    /** The last rows received, enough of them to detect whether the next page connects. */
    private List<Task> overlap = List.of();

    private int total;
    private int restarts;

    private OverlapCursor(
            ScanContext context,
            TaskScan window,
            EmittedRows emitted,
            boolean isOrdered,
            Instant newestPossible,
            int start) {
        this.context = context;
        this.window = window;
        this.emitted = emitted;
        this.isOrdered = isOrdered;
        this.newestPossible = newestPossible;
        this.start = start;
        this.position = start;
    }

    /** Continues after a page whose rows are all of one second, until an older row is received. */
    static PageCursor ofFullSecond(ScanContext context, TaskScan window, EmittedRows emitted, TaskListReply page) {
        List<Task> rows = page.tasks();
        OverlapCursor cursor = new OverlapCursor(
                context, window, emitted, true, ScanContext.last(rows).submittedAt(), 0);
        cursor.position = rows.size();
        cursor.overlap = overlapOf(rows);
        cursor.total = page.totalCount();
        return cursor;
    }

    /**
     * Reads a window again from its start, skips rows newer than a second, and continues until an older row is received.
     */
    static PageCursor ofSecond(ScanContext context, TaskScan window, EmittedRows emitted, Instant second) {
        return new OverlapCursor(context, window, emitted, true, second, 0);
    }

    /** Reads a window in the order of the service. */
    static PageCursor unordered(ScanContext context, TaskScan window, EmittedRows emitted) {
        return unordered(context, window, emitted, 0);
    }

    static PageCursor unordered(ScanContext context, TaskScan window, EmittedRows emitted, int start) {
        return new OverlapCursor(context, window, emitted, false, window.to().getOrElse(Instant.MAX), start);
    }

    /**
     * Returns the end of a page, from the last row whose key differs from the final one: rows with equal keys look the same
     * if they move by one offset.
     */
    private static List<Task> overlapOf(List<Task> rows) {
        RowKey last = RowKey.of(ScanContext.last(rows));
        int start = rows.size() - 1;
        while (start > 0 && RowKey.of(rows.get(start)).equals(last)) {
            start--;
        }
        return List.copyOf(rows.subList(start, rows.size()));
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        return List.of(context.pageSizer().overlapping(position, overlap.size(), window));
    }

    @Override
    public Instant newestPossible() {
        return newestPossible;
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply page) {
        context.recordCap(range, page);
        if (page.tasks().isEmpty() && range.offset() < page.totalCount()) {
            return Either.left(ScanContext.missingRows(range, page.totalCount()));
        }
        int repeatedCount = Math.min(position - range.offset(), overlap.size());
        List<Task> rows = range.from(position - repeatedCount, page.tasks());
        if (!overlap.isEmpty()
                && restarts < MAX_RESTARTS
                && (page.totalCount() != total || hasMoved(repeatedCount, rows))) {
            return restart();
        }
        if (isOrdered && isDisordered(rows)) {
            context.orderBroken("a row follows an older one");
            emitted.restartPass();
            return Advance.to(unordered(context, window, emitted));
        }
        return emit(
                range.from(position, page.tasks()),
                range.offset() + page.tasks().size(),
                page);
    }

    private boolean hasMoved(int repeatedCount, List<Task> rows) {
        if (rows.size() < Math.max(repeatedCount, 1)) {
            return true;
        }
        List<RowKey> expected = keys(overlap.subList(overlap.size() - repeatedCount, overlap.size()));
        return !keys(rows.subList(0, repeatedCount)).equals(expected)
                || (isOrdered && repeatedCount == 0 && isNewer(rows.get(0), ScanContext.last(overlap)));
    }

    private static List<RowKey> keys(List<Task> rows) {
        return rows.stream().map(RowKey::of).toList();
    }

    private static boolean isNewer(Task row, Task other) {
        return row.submittedAt().isAfter(other.submittedAt());
    }

    private Either<TaskError, Advance> restart() {
        restarts++;
        position = start;
        overlap = List.of();
        emitted.restartPass();
        return Advance.to(this);
    }

    private boolean isDisordered(List<Task> rows) {
        return ScanContext.disorder(context.scan(), rows).isDefined()
                || (!rows.isEmpty() && !overlap.isEmpty() && isNewer(rows.get(0), overlap.get(0)));
    }

    private Either<TaskError, Advance> emit(List<Task> rows, int end, TaskListReply page) {
        List<Task> newRows = context.newRows(
                rows.stream()
                        .filter(row -> !row.submittedAt().isAfter(newestPossible))
                        .toList(),
                emitted);
        if (end >= page.totalCount()) {
            return Advance.emitLast(newRows);
        }
        total = page.totalCount();
        position = end;
        if (!rows.isEmpty()) {
            Task last = ScanContext.last(rows);
            overlap = overlapOf(rows);
            if (isOrdered && last.submittedAt().isBefore(newestPossible)) {
                return afterSecond(newRows, last.submittedAt());
            }
        }
        return Advance.emit(newRows, this);
    }

    private Either<TaskError, Advance> afterSecond(List<Task> newRows, Instant second) {
        if (context.startsAfter(second)) {
            return Advance.emitLast(newRows);
        }
        emitted.retainSecond(second);
        return Advance.emit(newRows, KeysetCursor.from(second, context, emitted));
    }
}
