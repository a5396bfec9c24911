package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A strategy for paging through the rest of a list. */
interface PageCursor {
    /** Returns the ranges that are needed next and were not received yet, the most urgent first; at most {@code max}. */
    List<RowRange> nextRanges(int max);

    /** Returns how many pages were received out of order and are held until an earlier page is received. */
    default int pagesHeld() {
        return 0;
    }

    /** Returns the latest second that a row not yet emitted can have. */
    Instant newestPossible();

    /** Receives the page of a requested range. */
    Either<TaskError, Advance> received(RowRange range, TaskListReply page);

    /**
     * The result of a page.
     *
     * @param rows the rows to emit
     * @param next the cursor for the rest of the list; empty at its end
     * @param isProgress whether the page brought the traversal nearer to its end
     * @param failure what ends the traversal after these rows
     */
    record Advance(List<Row> rows, Option<PageCursor> next, boolean isProgress, Option<TaskError> failure) {
        Advance(List<Row> rows, Option<PageCursor> next, boolean isProgress) {
            this(rows, next, isProgress, Option.none());
        }

        /** Returns this result with rows that are emitted first. */
        Advance preceded(List<Row> first) {
            List<Row> all = new ArrayList<>(first);
            all.addAll(rows);
            return new Advance(all, next, true);
        }

        static Either<TaskError, Advance> to(PageCursor next) {
            return Either.right(new Advance(List.of(), Option.some(next), true));
        }

        static Either<TaskError, Advance> idle(PageCursor next) {
            return Either.right(new Advance(List.of(), Option.some(next), false));
        }

        static Either<TaskError, Advance> emit(List<Row> rows, PageCursor next) {
            return Either.right(new Advance(rows, Option.some(next), true));
        }

        static Either<TaskError, Advance> emitLast(List<Row> rows) {
            return Either.right(new Advance(rows, Option.none(), true));
        }
    }
}
