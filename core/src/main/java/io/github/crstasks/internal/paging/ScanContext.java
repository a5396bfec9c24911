package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The state that the cursors over one list share: its scan, filter, page size and listener. */
final class ScanContext {
    private final TaskScan scan;
    private final Predicate<Task> accepted;
    private final PageSizer pageSizer;
    private final Consumer<? super TraversalEvent> listener;

    /** Creates a context; {@code accepted} selects the rows to emit. */
    ScanContext(
            TaskScan scan, Predicate<Task> accepted, PageSizer pageSizer, Consumer<? super TraversalEvent> listener) {
        this.scan = scan;
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

    /** Returns a full page of a part of the list. */
    RowRange page(TaskScan window, int offset) {
        return pageSizer.from(offset, pageSizer.rows(), window);
    }

    void recordCap(RowRange requested, TaskListReply page) {
        int received = page.tasks().size();
        if (pageSizer.recordCap(requested, received, page.totalCount())) {
            listener.accept(new TraversalEvent.PageCapDetected(scan, received));
        }
    }

    /** Returns the accepted rows that were not emitted before. */
    List<Task> newRows(List<Task> rows, EmittedRows emitted) {
        return rows.stream().filter(accepted).filter(emitted::addIfNew).toList();
    }

    boolean startsAfter(Instant second) {
        return scan.from().exists(second::isBefore);
    }

    void listMoved(String reason) {
        listener.accept(new TraversalEvent.ListMoved(scan, reason));
    }

    void orderBroken(String reason) {
        listener.accept(new TraversalEvent.OrderBroken(scan, reason));
    }

    /** Returns what shows that the rows are not newest first or not in the requested window; empty if nothing does. */
    static Option<String> disorder(TaskScan window, List<Task> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Instant second = rows.get(i).submittedAt();
            if (window.to().exists(second::isAfter)) {
                return Option.some("a row of " + second + " was received although the list ends at "
                        + window.to().get());
            }
            if (i > 0 && second.isAfter(rows.get(i - 1).submittedAt())) {
                return Option.some("a row of " + second + " follows a row of "
                        + rows.get(i - 1).submittedAt());
            }
        }
        return Option.none();
    }

    static TaskError missingRows(RowRange range, int total) {
        return new TaskError.Malformed(
                "its rows", "none at offset " + range.offset() + ", although " + total + " match", Option.none());
    }

    static Task last(List<Task> rows) {
        return rows.get(rows.size() - 1);
    }
}
