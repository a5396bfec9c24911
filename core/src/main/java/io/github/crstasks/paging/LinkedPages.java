package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/**
 * Goes by offset, one page at a time, where nothing better can be had: through a second with more rows than a page, and
 * through a list without order.
 *
 * <p>Each page begins with the last row of the page before. If that is not what comes, or the total is another one, the
 * list has moved and is read again from the start; the ledger leaves out what was handed on.
 */
final class LinkedPages implements Walker {
    /** A list that moves at every page must end all the same. */
    private static final int PATIENCE = 32;

    private final ListReading reading;
    private final TaskScan window;
    private final Ledger ledger;
    private final boolean ordered;
    private final Instant bound;
    private final int start;

    private int position;
    private Option<Task> previous;
    private int total;
    private int restarts;

    private LinkedPages(
            ListReading reading, TaskScan window, Ledger ledger, boolean ordered, Instant bound, int start) {
        this.reading = reading;
        this.window = window;
        this.ledger = ledger;
        this.ordered = ordered;
        this.bound = bound;
        this.start = start;
        this.position = start;
        this.previous = Option.none();
    }

    /** Goes on behind a page whose rows are all of one second, until an older row shows. */
    static Walker ofFullSecond(
            ListReading reading, TaskScan window, Ledger ledger, Task last, int position, int total) {
        LinkedPages pages = new LinkedPages(reading, window, ledger, true, last.submittedAt(), 0);
        pages.position = position;
        pages.previous = Option.some(last);
        pages.total = total;
        return pages;
    }

    /** Reads the second again from its start. */
    static Walker ofSecond(ListReading reading, TaskScan window, Ledger ledger, Instant second) {
        return new LinkedPages(reading, window, ledger, true, second, 0);
    }

    /** Reads the window in whatever order it comes. */
    static Walker unordered(ListReading reading, TaskScan window, Ledger ledger) {
        return unordered(reading, window, ledger, 0);
    }

    static Walker unordered(ListReading reading, TaskScan window, Ledger ledger, int start) {
        return new LinkedPages(reading, window, ledger, false, window.to().getOrElse(Instant.MAX), start);
    }

    @Override
    public List<Slice> wanted(int most) {
        // With pages of one row the row before would be all that comes.
        boolean linked = previous.isDefined() && reading.pageSize().rows() > 1;
        return List.of(reading.slice(window, linked ? position - 1 : position));
    }

    @Override
    public Instant bound() {
        return bound;
    }

    @Override
    public Either<TaskError, Step> received(Slice slice, TaskRows page) {
        reading.learn(slice, page);
        List<Task> rows = page.tasks();
        if (rows.isEmpty() && slice.offset() < page.totalCount()) {
            return Either.left(ListReading.noRows(slice, page.totalCount()));
        }
        boolean linked = slice.offset() < position;
        if (restarts < PATIENCE && previous.exists(row -> hasMoved(row, linked, page))) {
            return readAgain();
        }
        if (ordered && isDisordered(rows)) {
            reading.broken("rows of a list came with a newer one after an older one");
            ledger.readAgain();
            return Step.on(unordered(reading, window, ledger));
        }
        return handOn(
                rows.subList(linked ? Math.min(1, rows.size()) : 0, rows.size()), slice.offset() + rows.size(), page);
    }

    private boolean hasMoved(Task before, boolean linked, TaskRows page) {
        List<Task> rows = page.tasks();
        boolean broken = linked && (rows.isEmpty() || !RowKey.of(rows.get(0)).equals(RowKey.of(before)));
        return broken || page.totalCount() != total;
    }

    private Either<TaskError, Step> readAgain() {
        restarts++;
        position = start;
        previous = Option.none();
        ledger.readAgain();
        return Step.on(this);
    }

    private boolean isDisordered(List<Task> rows) {
        return ListReading.disorder(reading.scan(), rows).isDefined()
                || (!rows.isEmpty()
                        && previous.exists(row -> rows.get(0).submittedAt().isAfter(row.submittedAt())));
    }

    private Either<TaskError, Step> handOn(List<Task> rows, int reached, TaskRows page) {
        List<Task> fresh = ledger.enter(
                rows.stream().filter(row -> !row.submittedAt().isAfter(bound)).toList());
        if (reached >= page.totalCount()) {
            return Step.end(fresh);
        }
        total = page.totalCount();
        position = reached;
        if (!rows.isEmpty()) {
            Task last = ListReading.last(rows);
            previous = Option.some(last);
            if (ordered && last.submittedAt().isBefore(bound)) {
                return afterTheSecond(fresh, last.submittedAt());
            }
        }
        return Step.on(fresh, this);
    }

    private Either<TaskError, Step> afterTheSecond(List<Task> fresh, Instant reached) {
        if (reading.startsAfter(reached)) {
            return Step.end(fresh);
        }
        ledger.keep(reached);
        return Step.on(fresh, Keyset.from(reached, reading, ledger));
    }
}
