package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/**
 * Reads a second that has more rows than a page, and emits it when all of its rows were received.
 *
 * <p>Consecutive pages overlap. While the rows in the overlap keep their order, what follows the last of them is new,
 * however the list moved in front of it. A page without such a row is requested again from an earlier offset.
 */
final class FullSecondCursor implements PageCursor {
    /** Enough rows to recognize the end of the page before, even if some of them disappear. */
    private static final int OVERLAP = 8;

    private final ScanContext context;
    private final Instant second;
    private final OrderedRows rows = new OrderedRows();
    /** Where the row after the last one received is expected. */
    private Estimate next;
    /** The index of the first row of the second according to the latest page that showed it. */
    private int start;

    private int total;
    private boolean isTotalConstant = true;
    private boolean hasMoved;
    private boolean hasConfirmedTwins;
    /** Whether the latest page did not show where the rows are. */
    private boolean isSearching;

    private boolean endsWithNewerRows;

    private FullSecondCursor(ScanContext context, Instant second, ListPage page, int firstRow, int drift) {
        this.context = context;
        this.second = second;
        this.next = Estimate.of(page.endIndex(), drift);
        this.start = page.indexOf(firstRow);
        this.total = page.total();
    }

    /**
     * Continues after a page that contains the first row of a second but not the last one.
     *
     * @param drift how far the rows have moved towards the end of the list since the reply before
     */
    static PageCursor of(ScanContext context, Instant second, ListPage page, int firstRow, int drift) {
        FullSecondCursor cursor = new FullSecondCursor(context, second, page, firstRow, drift);
        cursor.rows.addAll(page.rows(firstRow, page.size()));
        return cursor;
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        PageSizer sizer = context.pageSizer();
        int overlap = Math.min(Math.min(rows.size(), OVERLAP), Math.max(1, sizer.rows() / 2));
        return List.of(sizer.overlapping(next.index(), overlap, context.scan()));
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
        boolean hasTotalChanged = page.total() != total;
        isTotalConstant &= !hasTotalChanged;
        hasMoved |= hasTotalChanged;
        total = page.total();
        int from = page.afterTimesNewerThan(second);
        int to = Math.max(from, page.firstOlderThan(second));
        boolean showsStart = from > 0 || page.isStart();
        boolean showsEnd = to < page.size() || page.isEnd();
        List<Task> slice = page.rows(from, to);
        if (page.disorder().isDefined() || (endsWithNewerRows && page.isStart() && from == 0)) {
            return UnorderedCursor.at(context, start, "a row follows an older one");
        }
        if (showsStart && showsEnd && (to > from || page.isStart() || endsWithNewerRows || to < page.size())) {
            return finish(slice, page, to);
        }
        int expected = next.index() - range.offset();
        boolean isContinued = from == 0
                && !isSearching
                && !hasTotalChanged
                && (expected > 0 || (expected == 0 && next.drift() == 0))
                && expected <= slice.size()
                && rows.endsWith(slice.subList(0, expected));
        if (isContinued) {
            return append(slice.subList(expected, slice.size()), page, to, 0);
        }
        if (slice.isEmpty()) {
            return showsStart ? forward(page) : back();
        }
        if (showsStart) {
            start = page.indexOf(from);
        }
        hasMoved = true;
        context.listMoved("the page at offset " + range.offset() + " does not continue the page before it");
        // Where rows cannot be told apart, only a pass without changes shows how many there are.
        return rows.canTellApart(slice) ? link(slice, page, to, showsStart) : restart();
    }

    /** Adds what follows the last row that was received before. */
    private Either<TaskError, Advance> link(List<Task> slice, ListPage page, int to, boolean showsStart) {
        int knownUntil = rows.knownUntil(slice);
        if (knownUntil == 0 && !showsStart) {
            return back();
        }
        boolean hasJoined = slice.subList(0, knownUntil).stream()
                .anyMatch(row -> rows.rank(row).isEmpty());
        if (!rows.keepsOrder(slice) || (hasJoined && !context.canGainRows(second))) {
            return doubt(slice, page).getOrElse(this::restart);
        }
        int found = page.indexOf(to - slice.size() + knownUntil);
        int expected = next.position()
                - (knownUntil == 0
                        ? 0
                        : rows.size() - 1 - rows.rank(slice.get(knownUntil - 1)).get());
        int before = rows.size();
        rows.merge(slice);
        return after(page, to, knownUntil == 0 ? 0 : found - expected, rows.size() > before);
    }

    private Either<TaskError, Advance> append(List<Task> added, ListPage page, int to, int drift) {
        boolean areNew = rows.canTellApart(added)
                && added.stream().allMatch(row -> rows.rank(row).isEmpty());
        if (areNew || hasConfirmedTwins) {
            rows.addAll(added);
            return after(page, to, drift, !added.isEmpty());
        }
        return doubt(added, page).getOrElse(() -> {
            // The same rows in the same order as in the pass before: these are several tasks that look alike.
            hasConfirmedTwins = true;
            return append(added, page, to, drift);
        });
    }

    /**
     * Returns how to continue if rows were repeated or are in another order: rows with ids have no stable order; of others
     * there may be several that look alike, which another pass shows; empty if it did.
     */
    private Option<Either<TaskError, Advance>> doubt(List<Task> added, ListPage page) {
        if (rows.haveIds()) {
            return Option.some(UnstableSecondCursor.of(context, second, start, page));
        }
        Option<Boolean> isConfirmed = context.confirm(rows.keysWith(added));
        return isConfirmed.isEmpty()
                ? Option.some(restart())
                : Option.when(!isConfirmed.get(), () -> UnstableSecondCursor.of(context, second, start, page));
    }

    private Either<TaskError, Advance> after(ListPage page, int to, int drift, boolean isProgress) {
        next = Estimate.of(page.indexOf(to), drift);
        isSearching = false;
        if (to == page.size() && !page.isEnd()) {
            return isProgress ? Advance.to(this) : Advance.idle(this);
        }
        boolean isComplete = !isTotalConstant || rows.size() >= page.indexOf(to) - start;
        if (!isComplete) {
            return doubt(List.of(), page).getOrElse(this::restart);
        }
        if (hasMoved || rows.hasTwins() || context.canGainRows(second)) {
            context.completenessAssumed(rows.size() + " tasks of " + second
                    + " do not fit on a page, and tasks may have joined or left them between two pages");
        }
        return finish(rows.toList(), page, to);
    }

    private Either<TaskError, Advance> finish(List<Task> secondRows, ListPage page, int to) {
        List<Row> emitted = context.emit(secondRows, second);
        return to == page.size()
                ? Advance.emitLast(emitted)
                : SecondsCursor.after(context, page, to, second, next.drift()).map(rest -> rest.preceded(emitted));
    }

    private Either<TaskError, Advance> forward(ListPage page) {
        hasMoved = true;
        isSearching = true;
        if (page.isEnd()) {
            // Either the rows of this second and all older ones have left the list, or it is oldest first.
            endsWithNewerRows = true;
            next = Estimate.of(0);
            return Advance.idle(this);
        }
        next = next.later(page.endIndex());
        return Advance.idle(this);
    }

    private Either<TaskError, Advance> back() {
        hasMoved = true;
        isSearching = true;
        next = next.earlier(context.pageSizer().rows());
        return Advance.idle(this);
    }

    private Either<TaskError, Advance> restart() {
        return SecondsCursor.search(context, second, start, total);
    }
}
