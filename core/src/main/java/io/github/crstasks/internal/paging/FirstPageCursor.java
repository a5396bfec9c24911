package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.Paging;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/**
 * Reads the first page of a list. The submission time of its newest row becomes the upper bound of the traversal, because
 * the clock of the client may be wrong.
 */
final class FirstPageCursor implements PageCursor {
    private final ScanContext context;
    private final Paging.Strategy strategy;

    FirstPageCursor(ScanContext context, Paging.Strategy strategy) {
        this.context = context;
        this.strategy = strategy;
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        return List.of(context.page(context.scan(), 0));
    }

    @Override
    public Instant newestPossible() {
        return context.scan().to().getOrElse(Instant.MAX);
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply page) {
        List<Task> rows = page.tasks();
        boolean hasMore = !rows.isEmpty() && rows.size() < page.totalCount();
        Option<Instant> newest = Option.when(hasMore, () -> rows.get(0).submittedAt());
        if (strategy != Paging.Strategy.OFFSET
                || newest.isEmpty()
                || newest.exists(context::startsAfter)
                || ScanContext.disorder(range.scan(), rows).isDefined()) {
            return new KeysetCursor(context, range.scan(), new EmittedRows()).received(range, page);
        }
        context.recordCap(range, page);
        TaskScan window = context.scan().withTo(newest.get());
        return OffsetCursor.after(rows, page.totalCount(), context, window);
    }
}
