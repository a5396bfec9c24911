package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pages by offset through a window in which rows keep their offsets, several pages at a time, and emits the rows in order.
 *
 * <p>It stops at the first page that is inconsistent with the pages before it; everything before that page has been
 * emitted. Pages become inconsistent because rows may still be added to the newest second and because the service forgets
 * old tasks. A removed row changes the total; if an added row compensates for it, the rows in between move by one offset,
 * and a page begins with rows of the previous page.
 */
final class OffsetCursor implements PageCursor {
    private final ScanContext context;
    private final TaskScan window;
    private final int total;
    private final int step;
    private final Map<Integer, TaskListReply> heldPages = new HashMap<>();
    private final EmittedRows emitted = new EmittedRows();
    /** The keys of all rows of the last second, accepted or not. */
    private Set<RowKey> lastSecondKeys = Set.of();

    private int position;
    private Instant lastSecond;

    private OffsetCursor(ScanContext context, TaskScan window, int total, int position, Instant lastSecond) {
        this.context = context;
        this.window = window;
        this.total = total;
        this.step = context.pageSizer().rows();
        this.position = position;
        this.lastSecond = lastSecond;
    }

    static Either<TaskError, Advance> after(List<Task> firstPage, int total, ScanContext context, TaskScan window) {
        OffsetCursor cursor = new OffsetCursor(
                context,
                window,
                total,
                firstPage.size(),
                ScanContext.last(firstPage).submittedAt());
        List<Task> newRows = cursor.emit(firstPage);
        return cursor.isAtEnd() ? Advance.emitLast(newRows) : Advance.emit(newRows, cursor);
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        long pagesLeft = ((long) total - position + step - 1) / step;
        return IntStream.range(0, (int) Math.min(pagesLeft, (long) max + heldPages.size()))
                .map(page -> position + page * step)
                .filter(offset -> !heldPages.containsKey(offset))
                .mapToObj(offset -> new RowRange(window, offset, step))
                .toList();
    }

    @Override
    public int pagesHeld() {
        return heldPages.size();
    }

    @Override
    public Instant newestPossible() {
        return lastSecond;
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply page) {
        context.recordCap(range, page);
        heldPages.put(range.offset(), page);
        List<List<Task>> pages = new ArrayList<>();
        for (TaskListReply next = heldPages.remove(position);
                next != null && !isAtEnd();
                next = heldPages.remove(position)) {
            List<Task> rows = next.tasks();
            if (rows.isEmpty() && position < next.totalCount()) {
                return Either.left(ScanContext.missingRows(new RowRange(window, position, step), next.totalCount()));
            }
            Option<PageCursor> fallback = fallback(next);
            if (fallback.isDefined()) {
                return Either.right(new Advance(pages, fallback));
            }
            pages.add(emit(rows));
            position += rows.size();
        }
        return Either.right(new Advance(pages, Option.when(!isAtEnd(), this)));
    }

    /**
     * Returns whether the list has ended, by its total or by its lower bound, beyond which a service that ignores time
     * filters returns more rows.
     */
    private boolean isAtEnd() {
        return position >= total || context.startsAfter(lastSecond);
    }

    private Option<PageCursor> fallback(TaskListReply page) {
        List<Task> rows = page.tasks();
        Option<String> inconsistency = inconsistency(page).peek(context::listMoved);
        if (inconsistency.isDefined()) {
            emitted.restartPass();
            // Rows of two seconds prove that the list is newest first. Rows of one do not, so the list is then read
            // from
            // its start.
            return Option.some(
                    lastSecond.isBefore(window.to().getOrElse(Instant.MAX))
                            ? KeysetCursor.from(lastSecond, context, emitted)
                            : OverlapCursor.ofSecond(context, context.scan(), emitted, lastSecond));
        }
        return ScanContext.disorder(window, rows).peek(context::orderBroken).map(disorder -> {
            emitted.restartPass();
            return OverlapCursor.unordered(context, context.scan(), emitted, position);
        });
    }

    private Option<String> inconsistency(TaskListReply page) {
        List<Task> rows = page.tasks();
        if (page.totalCount() != total) {
            return Option.some("the total changed from " + total + " to " + page.totalCount());
        }
        if (rows.size() != Math.min(step, total - position)) {
            return Option.some(rows.size() + " rows were received at offset " + position);
        }
        if (rows.get(0).submittedAt().isAfter(lastSecond)) {
            return Option.some("the page at offset " + position + " begins later than the page before it ends");
        }
        return rows.stream().map(RowKey::of).anyMatch(lastSecondKeys::contains)
                ? Option.some("the page at offset " + position + " may repeat rows of the page before it")
                : Option.none();
    }

    private List<Task> emit(List<Task> rows) {
        List<Task> newRows = context.newRows(rows, emitted);
        Instant last = ScanContext.last(rows).submittedAt();
        Set<RowKey> keys = rows.stream()
                .filter(row -> row.submittedAt().equals(last))
                .map(RowKey::of)
                .collect(Collectors.toSet());
        if (last.equals(lastSecond)) {
            keys.addAll(lastSecondKeys);
        }
        lastSecondKeys = keys;
        lastSecond = last;
        emitted.retainSecond(last);
        return newRows;
    }
}
