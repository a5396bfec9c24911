package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;

/** The start of a list, whose newest row ends the traversal's window: the client's own clock may be wrong. */
record FirstPage(ListReading reading, PagingStrategy strategy) implements Walker {
    @Override
    public List<Slice> wanted(int most) {
        return List.of(reading.slice(reading.scan(), 0));
    }

    @Override
    public Instant bound() {
        return reading.scan().to().getOrElse(Instant.MAX);
    }

    @Override
    public Either<TaskError, Step> received(Slice slice, TaskRows page) {
        List<Task> rows = page.tasks();
        boolean more = !rows.isEmpty() && rows.size() < page.totalCount();
        Option<Instant> newest = Option.when(more, () -> rows.get(0).submittedAt());
        if (strategy != PagingStrategy.OFFSET
                || newest.isEmpty()
                || newest.exists(reading::startsAfter)
                || ListReading.disorder(slice.scan(), rows).isDefined()) {
            return new Keyset(reading, slice.scan(), new Ledger()).received(slice, page);
        }
        reading.learn(slice, page);
        TaskScan window = reading.scan().until(newest.get());
        return OffsetPages.after(rows, page.totalCount(), reading, window);
    }
}
