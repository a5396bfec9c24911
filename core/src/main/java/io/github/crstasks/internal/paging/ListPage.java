package io.github.crstasks.internal.paging;

import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rows of one reply with their indexes in the list and the seconds by which they are ordered.
 *
 * <p>A row without a time has the second of the row before it, which is where the service lists it. Rows before the first
 * time of a page count as newer than all others.
 */
final class ListPage {
    private final RowRange range;
    private final List<Task> rows;
    private final int total;
    private final Instant[] seconds;

    ListPage(RowRange range, TaskListReply reply) {
        this.range = range;
        this.rows = reply.tasks();
        this.total = reply.totalCount();
        this.seconds = new Instant[rows.size()];
        Instant second = Instant.MAX;
        for (int i = 0; i < seconds.length; i++) {
            second = rows.get(i).submittedAt().getOrElse(second);
            seconds[i] = second;
        }
    }

    RowRange range() {
        return range;
    }

    int total() {
        return total;
    }

    int size() {
        return rows.size();
    }

    /** Returns the index in the list of a row of this page. */
    int indexOf(int row) {
        return range.offset() + row;
    }

    int endIndex() {
        return indexOf(size());
    }

    boolean isStart() {
        return range.offset() == 0;
    }

    boolean isEnd() {
        return endIndex() >= total;
    }

    Instant second(int row) {
        return seconds[row];
    }

    Instant lastSecond() {
        return seconds[size() - 1];
    }

    boolean hasTime(int row) {
        return rows.get(row).submittedAt().isDefined();
    }

    Task row(int row) {
        return rows.get(row);
    }

    Set<RowKey> keys(int from, int to) {
        return rows.subList(from, to).stream().map(RowKey::of).collect(Collectors.toSet());
    }

    List<Task> rows(int from, int to) {
        return rows.subList(from, to);
    }

    /** Returns the row after the last one with a time newer than a second; 0 if there is none. */
    int afterTimesNewerThan(Instant second) {
        int row = size();
        while (row > 0 && !rows.get(row - 1).submittedAt().exists(second::isBefore)) {
            row--;
        }
        return row;
    }

    /** Returns the first row that is older than a second; the size of the page if there is none. */
    int firstOlderThan(Instant second) {
        int row = 0;
        while (row < size() && !seconds[row].isBefore(second)) {
            row++;
        }
        return row;
    }

    /** Returns the last row before the given one that has a time. */
    Option<Integer> newestTimeBefore(int row) {
        for (int i = row - 1; i >= 0; i--) {
            if (hasTime(i)) {
                return Option.some(i);
            }
        }
        return Option.none();
    }

    /** Returns what shows that the rows are not newest first; empty if nothing does. */
    Option<String> disorder() {
        for (int i = 1; i < size(); i++) {
            if (seconds[i].isAfter(seconds[i - 1])) {
                return Option.some("a row of " + seconds[i] + " follows a row of " + seconds[i - 1]);
            }
        }
        return Option.none();
    }
}
