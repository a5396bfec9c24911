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

/**
 * Reads a second that has more rows than a page and whose rows are in another order in each reply: again and again, until
 * as many different rows were received as it has. A changed total means that its rows may have changed, so it then counts
 * from the beginning.
 *
 * <p>Rows can leave and join while the total stays the same. Rows with ids are therefore counted twice: if both counts have
 * the same rows, all of them were there when the first count ended, unless one left and came back, and no others were.
 */
final class UnstableSecondCursor implements PageCursor {
    private final ScanContext context;
    private final Instant second;
    private final Map<RowKey, Place> received = new LinkedHashMap<>();
    private Option<Count> previous = Option.none();
    /** Where the next page begins. */
    private int position;
    /** Where the second begins, according to the latest page that showed it. */
    private int start;
    /** Whether the pages since the beginning of this pass follow a row that is newer than the second. */
    private boolean isStartShown;

    private int total;
    private int mostReceived;

    /** A row with its latest index. */
    private record Place(Task row, int index) {}

    /** All rows of the second and their range in the list. */
    private record Count(int start, int end, Set<RowKey> keys) {
        boolean isComplete() {
            return keys.size() == end - start;
        }
    }

    private UnstableSecondCursor(ScanContext context, Instant second, int start, int total) {
        this.context = context;
        this.second = second;
        this.start = start;
        this.total = total;
    }

    static Either<TaskError, Advance> of(ScanContext context, Instant second, int start, ListPage page) {
        return new UnstableSecondCursor(context, second, start, page.total()).count(page);
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
            return UnorderedCursor.at(context, start, "a row follows an older one");
        }
        if (page.total() != total) {
            total = page.total();
            previous = Option.none();
            received.clear();
            isStartShown = false;
        }
        return count(page);
    }

    private Either<TaskError, Advance> count(ListPage page) {
        SecondSlice slice = SecondSlice.of(page, second);
        if (page.keys(slice.from(), slice.to()).size() < slice.rows().size()) {
            // Rows that cannot be told apart cannot be counted either.
            return SecondsCursor.search(context, second, start, total);
        }
        if (!isStartShown && !slice.showsStart()) {
            return beforeStart(page);
        }
        isStartShown = true;
        if (slice.showsStart()) {
            // The first rows without a time belong to the second only if no newer row follows on the next page.
            start = slice.startIndex();
        }
        for (int row = slice.from(); row < slice.to(); row++) {
            received.put(RowKey.of(page.row(row)), new Place(page.row(row), page.indexOf(row)));
        }
        boolean isProgress = received.size() > mostReceived;
        mostReceived = Math.max(mostReceived, received.size());
        if (slice.showsEnd()) {
            return endPass(slice, isProgress);
        }
        position = page.endIndex();
        return isProgress ? Advance.to(this) : Advance.idle(this);
    }

    /** Requests an earlier page, because the received one may begin within the second. */
    private Either<TaskError, Advance> beforeStart(ListPage page) {
        int offset = page.range().offset();
        if (offset < start) {
            start = Math.max(0, offset - context.pageSizer().rows());
        }
        position = Math.max(0, start - 1);
        return Advance.idle(this);
    }

    private Either<TaskError, Advance> endPass(SecondSlice slice, boolean isProgress) {
        position = Math.max(0, start - 1);
        isStartShown = false;
        received.values().removeIf(place -> !isInSecond(place, slice.endIndex()));
        Count count = new Count(start, slice.endIndex(), Set.copyOf(received.keySet()));
        if (!count.isComplete()) {
            if (count.keys().size() > count.end() - count.start()) {
                // Rows have left and others have joined, although the total is the same.
                received.clear();
            }
            return isProgress ? Advance.to(this) : Advance.idle(this);
        }
        boolean haveIds = count.keys().stream().allMatch(RowKey::isUnique);
        if (haveIds && !previous.contains(count)) {
            previous = Option.some(count);
            received.clear();
            mostReceived = 0;
            return Advance.to(this);
        }
        if (!haveIds) {
            context.completenessAssumed(
                    "the tasks of " + second
                            + " do not fit on a page and are in another order in each reply, and tasks may have joined or left them");
        }
        List<Task> rows = received.values().stream().map(Place::row).toList();
        return SecondsCursor.afterSecond(context, slice, rows, second, 0);
    }

    private boolean isInSecond(Place place, int end) {
        return place.row().submittedAt().isDefined() || (place.index() >= start && place.index() < end);
    }
}
