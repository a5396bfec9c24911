package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The state that the cursors over one list share: its scan, filter, page size and listener. */
final class ScanContext {
    private enum Report {
        LIST_MOVED,
        ORDER_BROKEN,
        COMPLETENESS_ASSUMED
    }

    /** A list that moves by as many rows as the next page is further on shows the same rows again, but not for long. */
    private static final int MAX_REPEATS = 8;

    private final TaskScan scan;
    private final int pagesInFlight;
    private final Predicate<Task> accepted;
    private final PageSizer pageSizer;
    private final Consumer<? super TraversalEvent> listener;
    private final Set<Report> reported = EnumSet.noneOf(Report.class);
    private Instant newestSecond = Instant.MIN;
    private Option<TaskListReply> latest = Option.none();
    private int latestOffset;
    private int maxOpenRows;
    private int repeats;
    private final EmittedRows emitted = new EmittedRows();
    private Option<List<RowKey>> doubtfulRows = Option.none();

    /** Creates a context; {@code accepted} selects the rows to emit. */
    ScanContext(
            TaskScan scan,
            int pagesInFlight,
            Predicate<Task> accepted,
            PageSizer pageSizer,
            Consumer<? super TraversalEvent> listener) {
        this.scan = scan;
        this.pagesInFlight = pagesInFlight;
        this.accepted = accepted;
        this.pageSizer = pageSizer;
        this.listener = listener;
    }

    TaskScan scan() {
        return scan;
    }

    PageSizer pageSizer() {
        return pageSizer;
    }

    int pagesInFlight() {
        return pagesInFlight;
    }

    /** Returns how many rows the open second of the next page may have: as many as that of any page so far. */
    int expectedOpenRows(int openRows) {
        maxOpenRows = Math.max(maxOpenRows, openRows);
        return maxOpenRows;
    }

    /** Returns a full page that contains the row at an index. */
    RowRange pageFrom(int index) {
        return pageSizer.from(index, pageSizer.rows(), scan);
    }

    /** Records what a page shows about the service; returns an error if it contradicts itself. */
    Option<TaskError> check(RowRange range, TaskListReply page) {
        int received = page.tasks().size();
        int total = page.totalCount();
        if (received == 0 && range.offset() < total) {
            return Option.some(missingRows(range, total));
        }
        if (received > 0 && (long) range.offset() + received > total) {
            return Option.some(tooManyRows(range, received, total));
        }
        if (repeatsPageBefore(range, page)) {
            return Option.some(new TaskError.UnstableList(
                    scan.toString(), "the same rows were received at " + (repeats + 1) + " different offsets"));
        }
        if (pageSizer.recordCap(range, received, total)) {
            listener.accept(new TraversalEvent.PageCapDetected(scan, received));
        }
        if (newestSecond.equals(Instant.MIN)) {
            newestSecond = page.tasks().stream()
                    .flatMap(row -> row.submittedAt().toJavaStream())
                    .findFirst()
                    .orElse(Instant.MAX);
        }
        return Option.none();
    }

    /** Returns whether many replies in a row had the same rows at different offsets, and the same total. */
    private boolean repeatsPageBefore(RowRange range, TaskListReply page) {
        List<Task> rows = page.tasks();
        // Without ids, rows that look alike may be different ones.
        boolean canTell = rows.stream().anyMatch(row -> row.taskId().isDefined() || !row.equals(rows.get(0)));
        boolean isRepeated = canTell
                && latest.exists(before -> before.tasks().equals(rows) && before.totalCount() == page.totalCount())
                && latestOffset != range.offset();
        repeats = isRepeated ? repeats + 1 : 0;
        latest = Option.some(page);
        latestOffset = range.offset();
        return repeats >= MAX_REPEATS;
    }

    /**
     * Returns whether rows can be added to a second: tasks are submitted in the newest second only, but join a list that
     * filters by status or name anywhere.
     */
    boolean canGainRows(Instant second) {
        return scan.hasStatusFilter()
                || scan.instanceName().isDefined()
                || !second.isBefore(newestSecond)
                || newestSecond.equals(Instant.MAX);
    }

    /**
     * Returns whether rows without ids, of which two look alike or which are in another order than before, were received in
     * the same order the time before; remembers them otherwise.
     */
    Option<Boolean> confirm(List<RowKey> rows) {
        Option<Boolean> isConfirmed = doubtfulRows.map(before -> {
            int common = Math.min(before.size(), rows.size());
            return before.subList(0, common).equals(rows.subList(0, common));
        });
        doubtfulRows = Option.when(!isConfirmed.getOrElse(false), rows);
        return isConfirmed;
    }

    /**
     * Returns the rows of a page to emit: those that were not emitted before, none with a second later than {@code newest}.
     *
     * @param from the first row of a second, or of the rest of one that has no row twice
     */
    List<Row> emit(ListPage page, int from, Instant newest) {
        emitted.restartPass();
        List<Row> rows = IntStream.range(from, page.size())
                .filter(row -> isToEmit(page.row(row)))
                .mapToObj(row -> new Row(page.row(row), page.second(row).isAfter(newest) ? newest : page.second(row)))
                .toList();
        if (page.size() > 0) {
            emitted.retainSecond(page.lastSecond());
        }
        return rows;
    }

    /** Returns the rows of a whole second that were not emitted before. */
    List<Row> emit(List<Task> rows, Instant second) {
        emitted.restartPass();
        return rows.stream()
                .filter(this::isToEmit)
                .map(row -> new Row(row, second))
                .toList();
    }

    /** Returns the rows of a page of a list that is not newest first, in the pass that began with {@link #restartPass}. */
    List<Row> emitUnordered(ListPage page, int from) {
        return IntStream.range(from, page.size())
                .filter(row -> isToEmit(page.row(row)))
                .mapToObj(row -> new Row(page.row(row), page.second(row)))
                .toList();
    }

    void restartPass() {
        emitted.restartPass();
    }

    private boolean isToEmit(Task row) {
        if (!accepted.test(row)) {
            return false;
        }
        boolean isNew = emitted.addIfNew(row);
        if (!isNew && row.submittedAt().isEmpty() && row.taskId().isEmpty()) {
            // The place of a row without a time depends on the rows around it, so it may come up again.
            completenessAssumed("a task without id and time was received again, unless it is another one like it");
        }
        return isNew;
    }

    /**
     * Returns whether the list, by its filter, ends before the last row of a page; a service that ignores the filter sends
     * more. Only a page of two seconds proves that older rows follow rather than newer ones.
     */
    boolean endsBefore(ListPage page) {
        return scan.from().exists(page.lastSecond()::isBefore)
                && !page.second(0).equals(page.lastSecond());
    }

    void listMoved(String reason) {
        report(Report.LIST_MOVED, new TraversalEvent.ListMoved(scan, reason));
    }

    void orderBroken(String reason) {
        report(Report.ORDER_BROKEN, new TraversalEvent.OrderBroken(scan, reason));
    }

    void completenessAssumed(String reason) {
        report(Report.COMPLETENESS_ASSUMED, new TraversalEvent.CompletenessAssumed(scan, reason));
    }

    /** Reports each kind of event once for a list, however often it occurs. */
    private void report(Report kind, TraversalEvent event) {
        if (reported.add(kind)) {
            listener.accept(event);
        }
    }

    static TaskError missingRows(RowRange range, int total) {
        return new TaskError.Malformed(
                "its rows", "none at offset " + range.offset() + ", although " + total + " match", Option.none());
    }

    static TaskError tooManyRows(RowRange range, int received, int total) {
        return new TaskError.Malformed(
                "its total",
                total + ", although there are " + received + " rows from offset " + range.offset() + " on",
                Option.none());
    }
}
