package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What all ways to read one list share.
 *
 * @param accepted the rows to hand on: of two rows alike the query may want one
 */
record ListReading(
        TaskScan scan, Predicate<Task> accepted, PageSize pageSize, Consumer<? super TraversalEvent> observer) {
    Slice slice(TaskScan window, int offset) {
        return pageSize.from(offset, pageSize.rows(), window);
    }

    void learn(Slice asked, TaskRows page) {
        int received = page.tasks().size();
        if (pageSize.isCappedBy(asked, received, page.totalCount())) {
            observer.accept(new TraversalEvent.PageCapLearnt(scan, received));
        }
    }

    /** The rows that are wanted and were not handed on before. */
    List<Task> fresh(List<Task> rows, Ledger ledger) {
        return rows.stream().filter(accepted).filter(ledger::enter).toList();
    }

    boolean startsAfter(Instant second) {
        return scan.from().exists(second::isBefore);
    }

    void moved(String sign) {
        observer.accept(new TraversalEvent.ListMoved(scan, sign));
    }

    void broken(String sign) {
        observer.accept(new TraversalEvent.OrderBroken(scan, sign));
    }

    /** How a page shows that the service does not list as it is believed to. */
    static Option<String> disorder(TaskScan window, List<Task> rows) {
        for (int i = 0; i < rows.size(); i++) {
            Instant second = rows.get(i).submittedAt();
            if (window.to().exists(second::isAfter)) {
                return Option.some("a row of " + second + " came although the list ends at "
                        + window.to().get());
            }
            if (i > 0 && second.isAfter(rows.get(i - 1).submittedAt())) {
                return Option.some("a row of " + second + " came after one of "
                        + rows.get(i - 1).submittedAt());
            }
        }
        return Option.none();
    }

    static TaskError noRows(Slice slice, int total) {
        return new TaskError.Malformed(
                "its rows", "none at offset " + slice.offset() + ", although " + total + " match", Option.none());
    }

    static Task last(List<Task> rows) {
        return rows.get(rows.size() - 1);
    }
}
