package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Pages through a list that is newest first, one page at a time or several.
 *
 * <p>A page begins with a row that is newer than the open second, the second at which the page before it broke off. Such a
 * page contains the open second from its first row on, however many rows were added or removed in front of it, and in
 * whatever order the service lists the rows of a second. A page that begins later is requested again from an earlier
 * offset.
 *
 * <p>One page at a time, a list to which rows are added at its newest end only is paged without that overlap: if the total
 * is the same as before and no row of the open second is repeated, exactly the rows that are missing were received, since
 * every row that moves into the page must be one that was received before.
 */
final class SecondsCursor implements PageCursor {
    private final ScanContext context;
    /** The ranges to request. The first one is needed next. */
    private final Deque<RowRange> ranges = new ArrayDeque<>();

    private final Map<RowRange, TaskListReply> heldPages = new HashMap<>();
    private Position position;

    /**
     * How far the list was read.
     *
     * @param open the open second
     * @param anchor where the row before it is expected
     * @param end the index after the last row received
     * @param openRows how many rows of the open second were received
     * @param openKeys the keys of these rows
     * @param total the total of the latest reply
     */
    private record Position(Instant open, Estimate anchor, int end, int openRows, Set<RowKey> openKeys, int total) {
        Position withAnchor(Estimate other) {
            return new Position(open, other, end, openRows, openKeys, total);
        }
    }

    private SecondsCursor(ScanContext context, Position position, int firstIndex) {
        this.context = context;
        this.position = position;
        ranges.add(context.pageFrom(firstIndex));
    }

    /** Reads a list from its start. */
    static PageCursor start(ScanContext context) {
        return overlapping(context, new Position(Instant.MAX, Estimate.of(0), 0, 0, Set.of(), 0));
    }

    private static SecondsCursor overlapping(ScanContext context, Position position) {
        return new SecondsCursor(context, position, position.anchor().index());
    }

    /** Looks for the first row of a second, which is expected at an index. */
    static Either<TaskError, Advance> search(ScanContext context, Instant second, int index, int total) {
        Estimate anchor = Estimate.of(Math.max(0, index - 1));
        return Advance.idle(overlapping(context, new Position(second, anchor, index, 0, Set.of(), total)));
    }

    /**
     * Emits the rows of a page, and continues after them.
     *
     * @param firstRow the first row of the newest second that is not complete; all of its rows are in this page or after it
     * @param newest that second, or a later one
     * @param drift how far the rows have moved towards the end of the list since the reply before
     */
    static Either<TaskError, Advance> after(
            ScanContext context, ListPage page, int firstRow, Instant newest, int drift) {
        List<Row> emitted = context.emit(page, firstRow, newest);
        if (page.isEnd()) {
            return Advance.emitLast(emitted);
        }
        // Rows without a time may follow a newer row although they followed the open second before.
        Instant open = page.lastSecond().isAfter(newest) ? newest : page.lastSecond();
        if (context.endsBefore(page)) {
            return Advance.emitLast(emitted);
        }
        int boundary = Math.max(firstRow, page.afterTimesNewerThan(open));
        int anchor =
                page.newestTimeBefore(boundary).map(page::indexOf).getOrElse(Math.max(0, page.indexOf(boundary) - 1));
        Position position = new Position(
                open,
                Estimate.of(anchor, drift),
                page.endIndex(),
                page.size() - boundary,
                page.keys(boundary, page.size()),
                page.total());
        if (boundary > firstRow && canContinueWithoutOverlap(context, position)) {
            return Advance.emit(emitted, new SecondsCursor(context, position, page.endIndex()));
        }
        // If a page from the anchor on would not show more, the open second does not fit on a page.
        boolean isTooLarge = context.pageFrom(anchor).end() <= page.endIndex();
        PageCursor next =
                isTooLarge ? FullSecondCursor.of(context, open, page, boundary, drift) : overlapping(context, position);
        return Either.right(new Advance(emitted, Option.some(next), boundary > firstRow || isTooLarge));
    }

    /** Emits the rows of a second that was read in several pages, of which a slice ends the last one, and continues. */
    static Either<TaskError, Advance> afterSecond(
            ScanContext context, SecondSlice slice, List<Task> rows, Instant second, int drift) {
        List<Row> emitted = context.emit(rows, second);
        return slice.hasOlderRows()
                ? after(context, slice.page(), slice.to(), second, drift).map(rest -> rest.preceded(emitted))
                : Advance.emitLast(emitted);
    }

    @Override
    public List<RowRange> nextRanges(int max) {
        int wanted = context.pagesInFlight() > 1 ? max + heldPages.size() : 1;
        while (ranges.size() < wanted && ranges.getLast().end() < position.total()) {
            RowRange last = ranges.getLast();
            long start = Math.max(last.end() - context.expectedOpenRows(position.openRows()) - 1, last.offset() + 1L);
            RowRange next = context.pageFrom((int) start);
            if (next.end() <= last.end()) {
                break;
            }
            ranges.add(next);
        }
        return ranges.stream()
                .filter(range -> !heldPages.containsKey(range))
                .limit(max)
                .toList();
    }

    @Override
    public int pagesHeld() {
        return heldPages.size();
    }

    @Override
    public Instant newestPossible() {
        // The first page can have rows of any time, but only those of the list are emitted.
        return context.scan().to().filter(position.open()::isAfter).getOrElse(position.open());
    }

    @Override
    public Either<TaskError, Advance> received(RowRange range, TaskListReply reply) {
        heldPages.put(range, reply);
        List<Row> emitted = new ArrayList<>();
        boolean isProgress = !range.equals(ranges.getFirst());
        for (RowRange first = ranges.getFirst(); heldPages.containsKey(first); first = ranges.getFirst()) {
            Either<TaskError, Advance> step = context.page(first, Objects.requireNonNull(heldPages.remove(first)))
                    .flatMap(this::read);
            if (step.isLeft()) {
                return Either.right(new Advance(
                        emitted, Option.some(this), isProgress, step.swap().toOption()));
            }
            emitted.addAll(step.get().rows());
            isProgress |= step.get().isProgress();
            if (!(step.get().next().getOrNull() instanceof SecondsCursor next) || !canContinueAt(next)) {
                return Either.right(new Advance(emitted, step.get().next(), isProgress));
            }
            position = next.position;
            ranges.removeFirst();
        }
        return Either.right(new Advance(emitted, Option.some(this), isProgress));
    }

    /** Returns whether the second of the planned ranges contains the row before the open second. */
    private boolean canContinueAt(SecondsCursor next) {
        return ranges.stream()
                .skip(1)
                .limit(1)
                .anyMatch(range -> range.offset() <= next.position.anchor().index());
    }

    private Either<TaskError, Advance> read(ListPage page) {
        Estimate anchor = position.anchor();
        int firstRow = page.afterTimesNewerThan(position.open());
        if (!page.isStart() && firstRow == 0) {
            return continues(page) ? continued(page) : again(page);
        }
        Option<String> disorder = page.disorder();
        if (disorder.isDefined()) {
            return UnorderedCursor.at(context, page.indexOf(firstRow), disorder.get());
        }
        if (firstRow == page.size() && !page.isEnd()) {
            int last = page.newestTimeBefore(firstRow).map(page::indexOf).getOrElse(page.endIndex());
            return Advance.idle(
                    context.pageFrom(last).end() <= page.endIndex()
                            ? FullSecondCursor.of(context, position.open(), page, firstRow, 0)
                            : overlapping(context, position.withAnchor(anchor.later(last))));
        }
        int found = page.newestTimeBefore(firstRow).map(page::indexOf).getOrElse(anchor.position());
        return after(context, page, firstRow, position.open(), found - anchor.position());
    }

    private static boolean canContinueWithoutOverlap(ScanContext context, Position position) {
        return context.pagesInFlight() == 1
                && context.pageFrom(position.end()).offset() == position.end()
                && !context.canGainRows(position.open())
                && position.openRows() > 0
                && position.openRows() == position.openKeys().size();
    }

    /** Returns whether a page without overlap has exactly the rows that follow those received before. */
    private boolean continues(ListPage page) {
        int open = page.firstOlderThan(position.open());
        Set<RowKey> keys = page.keys(0, open);
        return page.size() > 0
                && canContinueWithoutOverlap(context, position)
                && page.range().offset() == position.end()
                && page.total() == position.total()
                && page.size()
                        == Math.min(
                                page.range().limit(),
                                page.total() - page.range().offset())
                && page.hasTime(0)
                && page.disorder().isEmpty()
                && keys.size() == open
                && Collections.disjoint(keys, position.openKeys());
    }

    private Either<TaskError, Advance> continued(ListPage page) {
        if (page.lastSecond().isBefore(position.open()) || page.isEnd()) {
            return after(context, page, 0, position.open(), 0);
        }
        Set<RowKey> keys = new HashSet<>(position.openKeys());
        keys.addAll(page.keys(0, page.size()));
        Position next =
                new Position(position.open(), position.anchor(), page.endIndex(), keys.size(), keys, page.total());
        return Advance.emit(context.emit(page, 0, position.open()), new SecondsCursor(context, next, page.endIndex()));
    }

    /** Requests the page again from the row before the open second, or from an earlier one if it began there. */
    private Either<TaskError, Advance> again(ListPage page) {
        context.listMoved("the page at offset " + page.range().offset() + " does not continue the page before it");
        Estimate anchor = position.anchor();
        boolean isFirstTry =
                context.pageFrom(anchor.index()).offset() < page.range().offset();
        return Advance.idle(overlapping(
                context,
                isFirstTry
                        ? position
                        : position.withAnchor(anchor.earlier(context.pageSizer().rows()))));
    }
}
