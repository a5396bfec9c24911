package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The state that the cursors over one list share: its scan, filter, page size and listener. */
final class ScanContext {
    /** A list that moves by as many rows as the next page is further on shows the same rows again, but not for long. */
    private static final int MAX_REPEATS = 8;

    private final TaskScan scan;
    private final int pagesInFlight;
    private final Predicate<Task> accepted;
    private final PageSizer pageSizer;
    private final ListEvents events;
    private final EmittedRows emitted = new EmittedRows();
    private Instant newestSecond = Instant.MIN;
    private Option<TaskListReply> latest = Option.none();
    private int latestOffset;
    private int maxOpenRows;
    private int repeats;
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
        this.events = new ListEvents(scan, listener);
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

    /** Records what a reply shows about the service; returns its page, or an error if it contradicts itself or others. */
    Either<TaskError, ListPage> page(RowRange range, TaskListReply reply) {
        Option<TaskError> fault = range.missingRows(reply)
                .orElse(() -> range.rowsBeyondTotal(reply))
                .orElse(() -> repeatedRows(range, reply));
        if (fault.isDefined()) {
            return Either.left(fault.get());
        }
        int received = reply.tasks().size();
        if (pageSizer.recordCap(range, received, reply.totalCount())) {
            events.pageCapDetected(received);
        }
        if (newestSecond.equals(Instant.MIN)) {
            newestSecond = reply.tasks().stream()
                    .flatMap(row -> row.submittedAt().toJavaStream())
                    .findFirst()
                    .orElse(Instant.MAX);
        }
        return Either.right(new ListPage(range, reply));
    }

    /** Returns an error if many replies in a row had the same rows at different offsets, and the same total. */
    private Option<TaskError> repeatedRows(RowRange range, TaskListReply reply) {
        List<Task> rows = reply.tasks();
        boolean isRepeated = RowKey.canRecognize(rows)
                && latest.exists(before -> before.tasks().equals(rows) && before.totalCount() == reply.totalCount())
                && latestOffset != range.offset();
        repeats = isRepeated ? repeats + 1 : 0;
        latest = Option.some(reply);
        latestOffset = range.offset();
        return Option.when(
                repeats >= MAX_REPEATS,
                () -> new TaskError.UnstableList(
                        scan.toString(), "the same rows were received at " + (repeats + 1) + " different offsets"));
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
        List<Row> rows = rowsToEmit(page, from, newest);
        if (page.size() > 0) {
            emitted.forgetNewerThan(page.lastSecond());
        }
        return rows;
    }

    private List<Row> rowsToEmit(ListPage page, int from, Instant newest) {
        return IntStream.range(from, page.size())
                .filter(row -> isToEmit(page.row(row)))
                .mapToObj(row -> new Row(page.row(row), page.second(row).isAfter(newest) ? newest : page.second(row)))
                .toList();
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
        return rowsToEmit(page, from, Instant.MAX);
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
        events.listMoved(reason);
    }

    void orderBroken(String reason) {
        events.orderBroken(reason);
    }

    void completenessAssumed(String reason) {
        events.completenessAssumed(reason);
    }
}
