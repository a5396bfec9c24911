package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;

/**
 * Goes by offset, one page at a time, where nothing better can be had: through a second that fills a page, and
 * through a list without order.
 *
 * <p>Each page begins with the last row of the page before. If that is not what comes, or the total is another one, the
 * list has moved and is read again from the start; the ledger leaves out what was handed on. Where offsets must be
 * multiples of limits, no page can do so at a place that all limits divide, such as 12 if pages have four rows at most.
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
    /** The last rows that came, as many as make a repetition visible. */
    private List<Task> link = List.of();

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
    }

    /** Goes on behind a page whose rows are all of one second, until an older row shows. */
    static Walker ofFullSecond(ListReading reading, TaskScan window, Ledger ledger, TaskRows page) {
        List<Task> rows = page.tasks();
        LinkedPages pages = new LinkedPages(
                reading, window, ledger, true, ListReading.last(rows).submittedAt(), 0);
        pages.position = rows.size();
        pages.link = linkAfter(rows);
        pages.total = page.totalCount();
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

    /** From the last row that differs from the very last: rows alike look the same one place later. */
    private static List<Task> linkAfter(List<Task> rows) {
        RowKey last = RowKey.of(ListReading.last(rows));
        int from = rows.size() - 1;
        while (from > 0 && RowKey.of(rows.get(from)).equals(last)) {
            from--;
        }
        return List.copyOf(rows.subList(from, rows.size()));
    }

    @Override
    public List<Slice> wanted(int most) {
        return List.of(reading.pageSize().joining(position, link.size(), window));
    }

    @Override
    public Instant bound() {
        return bound;
    }

    @Override
    public Either<TaskError, Step> received(Slice slice, TaskRows page) {
        reading.learn(slice, page);
        if (page.tasks().isEmpty() && slice.offset() < page.totalCount()) {
            return Either.left(ListReading.noRows(slice, page.totalCount()));
        }
        int linked = Math.min(position - slice.offset(), link.size());
        List<Task> rows = slice.from(position - linked, page.tasks());
        if (!link.isEmpty() && restarts < PATIENCE && (page.totalCount() != total || hasMoved(linked, rows))) {
            return readAgain();
        }
        if (ordered && isDisordered(rows)) {
            reading.broken("rows of a list came with a newer one after an older one");
            ledger.readAgain();
            return Step.on(unordered(reading, window, ledger));
        }
        return handOn(
                slice.from(position, page.tasks()),
                slice.offset() + page.tasks().size(),
                page);
    }

    private boolean hasMoved(int linked, List<Task> rows) {
        if (rows.size() < Math.max(linked, 1)) {
            return true;
        }
        List<RowKey> expected = keys(link.subList(link.size() - linked, link.size()));
        return !keys(rows.subList(0, linked)).equals(expected)
                || (ordered && linked == 0 && isNewer(rows.get(0), ListReading.last(link)));
    }

    private static List<RowKey> keys(List<Task> rows) {
        return rows.stream().map(RowKey::of).toList();
    }

    private static boolean isNewer(Task row, Task other) {
        return row.submittedAt().isAfter(other.submittedAt());
    }

    private Either<TaskError, Step> readAgain() {
        restarts++;
        position = start;
        link = List.of();
        ledger.readAgain();
        return Step.on(this);
    }

    private boolean isDisordered(List<Task> rows) {
        return ListReading.disorder(reading.scan(), rows).isDefined()
                || (!rows.isEmpty() && !link.isEmpty() && isNewer(rows.get(0), link.get(0)));
    }

    private Either<TaskError, Step> handOn(List<Task> rows, int reached, TaskRows page) {
        List<Task> fresh = reading.fresh(
                rows.stream().filter(row -> !row.submittedAt().isAfter(bound)).toList(), ledger);
        if (reached >= page.totalCount()) {
            return Step.end(fresh);
        }
        total = page.totalCount();
        position = reached;
        if (!rows.isEmpty()) {
            Task last = ListReading.last(rows);
            link = linkAfter(rows);
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
