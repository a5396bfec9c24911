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
import java.util.Set;
import java.util.stream.Collectors;

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
        Option<TaskError> fault = context.check(range, reply);
        if (fault.isDefined()) {
            return Either.left(fault.get());
        }
        ListPage page = new ListPage(range, reply);
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
        int from = page.afterTimesNewerThan(second);
        int to = Math.max(from, page.firstOlderThan(second));
        int before = received.size();
        Set<RowKey> keys = page.rows(from, to).stream().map(RowKey::of).collect(Collectors.toSet());
        if (keys.size() < to - from) {
            // Rows that cannot be told apart cannot be counted either.
            return SecondsCursor.search(context, second, start.getOrElse(0), total);
        }
        page.rows(from, to).forEach(row -> received.put(RowKey.of(row), row));
        if (from > 0 || page.isStart()) {
            start = Option.some(page.indexOf(from));
        }
        boolean showsEnd = to < page.size() || page.isEnd();
        if (showsEnd && (to > 0 || start.isDefined())) {
            end = Option.some(page.indexOf(to));
        }
        boolean isComplete = start.isDefined() && end.isDefined() && received.size() == end.get() - start.get();
        if (isComplete && showsEnd) {
            return finish(page, to);
        }
        // Begins before the second, so that a page shows where it begins.
        boolean isPassComplete = showsEnd || page.size() == 0;
        position = isPassComplete ? Math.max(0, start.getOrElse(0) - 1) : page.endIndex();
        return received.size() > before ? Advance.to(this) : Advance.idle(this);
    }

    private Either<TaskError, Advance> finish(ListPage page, int to) {
        List<Row> emitted = context.emit(List.copyOf(received.values()), second);
        return to == page.size()
                ? Advance.emitLast(emitted)
                : SecondsCursor.after(context, page, to, second, 0).map(rest -> rest.preceded(emitted));
    }
}
