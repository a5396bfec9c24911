package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Instant;
import java.util.List;

/**
 * Asks for what is not newer than the last row, and leaves out what the ledger knows of that second. No page depends on
 * how many rows come before it, so none is lost or repeated when that number changes.
 */
record Keyset(ListReading reading, TaskScan window, Ledger ledger) implements Walker {
    static Walker from(Instant second, ListReading reading, Ledger ledger) {
        return new Keyset(reading, reading.scan().until(second), ledger);
    }

    @Override
    public List<Slice> wanted(int most) {
        return List.of(reading.slice(window, 0));
    }

    @Override
    public Instant bound() {
        return window.to().getOrElse(Instant.MAX);
    }

    @Override
    public Either<TaskError, Step> received(Slice slice, TaskRows page) {
        List<Task> rows = page.tasks();
        int total = page.totalCount();
        if (rows.isEmpty()) {
            return total > 0 ? Either.left(ListReading.noRows(slice, total)) : Step.end(rows);
        }
        reading.learn(slice, page);
        ledger.readAgain();
        var disorder = ListReading.disorder(window, rows).peek(reading::broken);
        if (disorder.isDefined()) {
            return Step.on(LinkedPages.unordered(reading, window, ledger));
        }
        List<Task> fresh = reading.fresh(rows, ledger);
        Task last = ListReading.last(rows);
        boolean oneSecond = rows.get(0).submittedAt().equals(last.submittedAt());
        // Rows of one second do not show yet that older ones follow and not newer ones.
        if (rows.size() >= total || (!oneSecond && reading.startsAfter(last.submittedAt()))) {
            return Step.end(fresh);
        }
        ledger.keep(last.submittedAt());
        return Step.on(
                fresh,
                oneSecond
                        ? LinkedPages.ofFullSecond(reading, window, ledger, page)
                        : from(last.submittedAt(), reading, ledger));
    }
}
