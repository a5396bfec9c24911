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
    /** Enough to find rows that have moved, by going back further each time. */
    private static final int MAX_IDLE_PAGES = 16;

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

    /** Whether all rows of a page at the end of the list were newer. */
    private boolean endsWithNewerRows;

    private int idlePages;

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
        return context.page(range, reply).flatMap(this::read);
    }

    private Either<TaskError, Advance> read(ListPage page) {
        Either<TaskError, Advance> step = follow(page);
        idlePages = step.exists(Advance::isProgress) ? 0 : idlePages + 1;
        return idlePages >= MAX_IDLE_PAGES && rows.haveIds()
                ? UnstableSecondCursor.of(context, second, start, page)
                : step;
    }

    private Either<TaskError, Advance> follow(ListPage page) {
        boolean hasTotalChanged = page.total() != total;
        isTotalConstant &= !hasTotalChanged;
        hasMoved |= hasTotalChanged;
        total = page.total();
        SecondSlice slice = SecondSlice.of(page, second);
        boolean beginsWithSecond = page.isStart() && slice.from() == 0 && !slice.isEmpty();
        if (page.disorder().isDefined() || (endsWithNewerRows && beginsWithSecond)) {
            return UnorderedCursor.at(context, start, "a row follows an older one");
        }
        boolean endsWithNewerRowsOnly = slice.from() == page.size() && !page.isStart() && !endsWithNewerRows;
        if (slice.showsStart() && slice.showsEnd() && !endsWithNewerRowsOnly) {
            return finish(slice, slice.rows());
        }
        rows.observeOrder(slice.rows());
        Option<List<Task>> following = hasTotalChanged ? Option.none() : rowsAfterOverlap(slice);
        if (following.isDefined()) {
            return append(following.get(), slice);
        }
        if (slice.isEmpty()) {
            return slice.showsStart() ? forward(page) : back();
        }
        if (slice.showsStart()) {
            start = slice.startIndex();
        }
        hasMoved = true;
        context.listMoved("the page at offset " + page.range().offset() + " does not continue the page before it");
        // Where rows cannot be told apart, only a pass without changes shows how many there are.
        return rows.canTellApart(slice.rows()) ? link(slice) : restart();
    }

    /** Returns the rows behind those of the page before, if that ends where it was expected to end. */
    private Option<List<Task>> rowsAfterOverlap(SecondSlice slice) {
        List<Task> received = slice.rows();
        int overlap = next.index() - slice.page().range().offset();
        boolean isContinued = slice.from() == 0
                && !isSearching
                && (overlap > 0 || (overlap == 0 && next.drift() == 0))
                && overlap <= received.size()
                && rows.endsWith(received.subList(0, overlap));
        return Option.when(isContinued, () -> received.subList(overlap, received.size()));
    }

    /** Adds what follows the last row that was received before. */
    private Either<TaskError, Advance> link(SecondSlice slice) {
        List<Task> received = slice.rows();
        int knownUntil = rows.knownUntil(received);
        if (knownUntil == 0 && !slice.showsStart()) {
            return back();
        }
        boolean hasJoined = received.subList(0, knownUntil).stream()
                .anyMatch(row -> rows.rank(row).isEmpty());
        if (!rows.keepsOrder(received) || (hasJoined && !context.canGainRows(second))) {
            return doubt(received, slice).getOrElse(this::restart);
        }
        int drift = knownUntil == 0 ? 0 : slice.startIndex() + knownUntil - expectedEnd(received.get(knownUntil - 1));
        int before = rows.size();
        rows.merge(received);
        return after(slice, drift, rows.size() > before);
    }

    /** Returns the index behind a row that was received before, if the list had not moved. */
    private int expectedEnd(Task known) {
        return next.position() - (rows.size() - 1 - rows.rank(known).get());
    }

    private Either<TaskError, Advance> append(List<Task> added, SecondSlice slice) {
        boolean areNew = rows.canTellApart(added)
                && added.stream().allMatch(row -> rows.rank(row).isEmpty());
        if (areNew || hasConfirmedTwins) {
            rows.addAll(added);
            return after(slice, 0, !added.isEmpty());
        }
        return doubt(added, slice).getOrElse(() -> {
            // The same rows in the same order as in the pass before: these are several tasks that look alike.
            hasConfirmedTwins = true;
            return append(added, slice);
        });
    }

    /**
     * Returns how to continue if rows were repeated or are in another order: rows with ids have no stable order; of others
     * there may be several that look alike, which another pass shows; empty if it did.
     */
    private Option<Either<TaskError, Advance>> doubt(List<Task> added, SecondSlice slice) {
        if (rows.haveIds()) {
            return Option.some(UnstableSecondCursor.of(context, second, start, slice.page()));
        }
        Option<Boolean> isConfirmed = context.confirm(rows.keysWith(added));
        return isConfirmed.isEmpty()
                ? Option.some(restart())
                : Option.when(!isConfirmed.get(), () -> UnstableSecondCursor.of(context, second, start, slice.page()));
    }

    private Either<TaskError, Advance> after(SecondSlice slice, int drift, boolean isProgress) {
        next = Estimate.of(slice.endIndex(), drift);
        isSearching = false;
        if (!slice.showsEnd()) {
            return isProgress ? Advance.to(this) : Advance.idle(this);
        }
        boolean hasIds = rows.haveIds();
        boolean isOrderKnown = hasIds && rows.isOrderConfirmed();
        boolean isMissingRows = isTotalConstant && rows.size() < slice.endIndex() - start;
        if (isMissingRows && !isOrderKnown) {
            return doubt(List.of(), slice).getOrElse(this::restart);
        }
        boolean mayHaveChanged = hasMoved || context.canGainRows(second);
        if (hasIds && mayHaveChanged && !isOrderKnown) {
            return UnstableSecondCursor.of(context, second, start, slice.page());
        }
        if (hasIds ? !isTotalConstant || isMissingRows : mayHaveChanged || rows.hasTwins()) {
            context.completenessAssumed(rows.size() + " tasks of " + second
                    + " do not fit on a page, and tasks may have joined or left them between two pages");
        }
        return finish(slice, rows.toList());
    }

    private Either<TaskError, Advance> finish(SecondSlice slice, List<Task> secondRows) {
        return SecondsCursor.afterSecond(context, slice, secondRows, second, next.drift());
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
