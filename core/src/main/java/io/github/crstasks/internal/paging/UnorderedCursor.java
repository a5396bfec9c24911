package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;

/**
 * Reads the rest of a list in the order of the service, which is not newest first, and emits each page when it is received.
 *
 * <p>Each page begins with the last rows of the previous page. If a page does not, or the total has changed, the rows have
 * moved and are read again from the start; those that were emitted are left out.
 */
final class UnorderedCursor implements PageCursor {
    private final ScanContext context;
    private final int start;
    private int position;
    /** The last rows received, enough of them to detect whether the next page connects. */
    private List<Task> overlap = List.of();

    private int total;

    private UnorderedCursor(ScanContext context, int start) {
        this.context = context;
        this.start = start;
        this.position = start;
    }

    /** Reads a list from an index on; all rows before it were emitted. */
    static Either<TaskError, Advance> at(ScanContext context, int start, String reason) {
        context.orderBroken(reason);
        context.restartPass();
        return Advance.idle(new UnorderedCursor(context, start));
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        return List.of(context.pageSizer().overlapping(position, overlap.size(), context.scan()));
    }

    @Override
    public Instant newestPossible() {
        return Instant.MAX;
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply reply) {
        return context.page(range, reply).flatMap(this::read);
    }

    private Either<TaskError, Advance> read(ListPage page) {
        int offset = page.range().offset();
        int repeated = Math.min(position - offset, overlap.size());
        int from = Math.min(position - repeated - offset, page.size());
        boolean hasMoved =
                !overlap.isEmpty() && (page.total() != total || !continues(page.rows(from, page.size()), repeated));
        total = page.total();
        if (hasMoved) {
            return restart();
        }
        int firstNew = Math.min(from + repeated, page.size());
        List<Row> rows = context.emitUnordered(page, firstNew);
        if (page.isEnd()) {
            return Advance.emitLast(rows);
        }
        overlap = overlapOf(page.rows(firstNew, page.size()));
        position = page.endIndex();
        return Advance.emit(rows, this);
    }

    private boolean continues(List<Task> rows, int repeated) {
        return rows.size() > repeated
                && RowKey.listOf(rows.subList(0, repeated))
                        .equals(RowKey.listOf(overlap.subList(overlap.size() - repeated, overlap.size())));
    }

    private Either<TaskError, Advance> restart() {
        position = start;
        overlap = List.of();
        context.restartPass();
        return Advance.idle(this);
    }

    /**
     * Returns the end of a page, from the last row whose key differs from the final one: rows with equal keys look the same
     * if they move by one offset.
     */
    private static List<Task> overlapOf(List<Task> rows) {
        RowKey last = RowKey.of(rows.get(rows.size() - 1));
        int start = rows.size() - 1;
        while (start > 0 && RowKey.of(rows.get(start)).equals(last)) {
            start--;
        }
        return List.copyOf(rows.subList(start, rows.size()));
    }
}
