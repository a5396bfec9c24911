package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a second that has more rows than a page and whose rows are in another order in each reply: again and again, until
 * as many different rows were received as it has. A changed total means that its rows may have changed, so it then counts
 * from the beginning.
 */
final class UnstableSecondCursor implements PageCursor {
    private final ScanContext context;
    private final Instant second;
    private final Map<RowKey, Task> received = new LinkedHashMap<>();
    private int position;
    private int total;
    private Option<Integer> start = Option.none();
    private Option<Integer> end = Option.none();

    private UnstableSecondCursor(ScanContext context, Instant second, int position, int total) {
        this.context = context;
        this.second = second;
        this.position = position;
        this.total = total;
    }

    static Either<TaskError, Advance> of(ScanContext context, Instant second, int start, ListPage page) {
        context.completenessAssumed(
                "the tasks of " + second
                        + " do not fit on a page and are in another order in each reply, and tasks may have joined or left them");
        UnstableSecondCursor cursor = new UnstableSecondCursor(context, second, start, page.total());
        return cursor.count(page);
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        return List.of(context.pageFrom(position));
    }

    @Override
    public Instant newestPossible() {
        return second;
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply reply) {
        return context.page(range, reply).flatMap(this::read);
    }

    private Either<TaskError, Advance> read(ListPage page) {
        if (page.disorder().isDefined()) {
            return UnorderedCursor.at(context, start.getOrElse(position), "a row follows an older one");
        }
        if (page.total() != total) {
            total = page.total();
            received.clear();
            start = Option.none();
            end = Option.none();
        }
        return count(page);
    }

    private Either<TaskError, Advance> count(ListPage page) {
        SecondSlice slice = SecondSlice.of(page, second);
        if (page.keys(slice.from(), slice.to()).size() < slice.rows().size()) {
            // Rows that cannot be told apart cannot be counted either.
            return SecondsCursor.search(context, second, start.getOrElse(0), total);
        }
        int before = received.size();
        slice.rows().forEach(row -> received.put(RowKey.of(row), row));
        if (slice.showsStart()) {
            start = Option.some(slice.startIndex());
        }
        if (slice.showsEnd() && (slice.to() > 0 || start.isDefined())) {
            end = Option.some(slice.endIndex());
        }
        boolean isComplete = start.isDefined() && end.isDefined() && received.size() == end.get() - start.get();
        if (isComplete && slice.showsEnd()) {
            return SecondsCursor.afterSecond(context, slice, List.copyOf(received.values()), second, 0);
        }
        // Begins before the second, so that a page shows where it begins.
        boolean isPassComplete = slice.showsEnd() || page.size() == 0;
        position = isPassComplete ? Math.max(0, start.getOrElse(0) - 1) : page.endIndex();
        return received.size() > before ? Advance.to(this) : Advance.idle(this);
    }
}
