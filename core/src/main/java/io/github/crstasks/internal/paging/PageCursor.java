package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/** A strategy for paging through the rest of a list. */
interface PageCursor {
    /** Returns the ranges that are needed next and were not received yet, the most urgent first; at most {@code max}. */
    List<RowRange> nextRanges(int max);

    /** Returns how many pages were received out of order and are held until an earlier page is received. */
    default int pagesHeld() {
        return 0;
    }

    /** Returns the latest submission time that a row not yet received can have. */
    Instant newestPossible();

    /** Receives the page of a requested range. */
    Either<TaskError, Advance> received(RowRange range, TaskListReply page);

    /**
     * The result of a page.
     *
     * @param pages the rows to emit
     * @param next the cursor for the rest of the list; empty at its end
     */
    record Advance(List<List<Task>> pages, Option<PageCursor> next) {
        static Either<TaskError, Advance> to(PageCursor next) {
            return Either.right(new Advance(List.of(), Option.some(next)));
        }

        static Either<TaskError, Advance> emit(List<Task> page, PageCursor next) {
            return Either.right(new Advance(List.of(page), Option.some(next)));
        }

        static Either<TaskError, Advance> emitLast(List<Task> page) {
            return Either.right(new Advance(List.of(page), Option.none()));
        }
    }
}
