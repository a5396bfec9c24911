package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;

/**
 * Requests the rows that are not newer than the last emitted one, and skips those of its second that were emitted. No page
 * depends on how many rows precede it, so no row is lost or repeated when that number changes.
 */
final class KeysetCursor implements PageCursor {
    private final ScanContext context;
    private final TaskScan window;
    private final EmittedRows emitted;

    KeysetCursor(ScanContext context, TaskScan window, EmittedRows emitted) {
        this.context = context;
        this.window = window;
        this.emitted = emitted;
    }

    static PageCursor from(Instant second, ScanContext context, EmittedRows emitted) {
        return new KeysetCursor(context, context.scan().withTo(second), emitted);
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        return List.of(context.page(window, 0));
    }

    @Override
    public Instant newestPossible() {
        return window.to().getOrElse(Instant.MAX);
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply page) {
        List<Task> rows = page.tasks();
        int total = page.totalCount();
        if (rows.isEmpty()) {
            return total > 0 ? Either.left(ScanContext.missingRows(range, total)) : Advance.emitLast(rows);
        }
        context.recordCap(range, page);
        emitted.restartPass();
        var disorder = ScanContext.disorder(window, rows).peek(context::orderBroken);
        if (disorder.isDefined()) {
            return Advance.to(OverlapCursor.unordered(context, window, emitted));
        }
        List<Task> newRows = context.newRows(rows, emitted);
        Task last = ScanContext.last(rows);
        boolean isOneSecond = rows.get(0).submittedAt().equals(last.submittedAt());
        // A page of a single second does not prove that older rows follow rather than newer ones, so it cannot end the
        // list.
        if (rows.size() >= total || (!isOneSecond && context.startsAfter(last.submittedAt()))) {
            return Advance.emitLast(newRows);
        }
        emitted.retainSecond(last.submittedAt());
        return Advance.emit(
                newRows,
                isOneSecond
                        ? OverlapCursor.ofFullSecond(context, window, emitted, page)
                        : from(last.submittedAt(), context, emitted));
    }
}
