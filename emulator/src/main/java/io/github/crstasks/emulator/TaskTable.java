package io.github.crstasks.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An immutable list of tasks, newest first; within one second, the task submitted last comes first. A task without a
 * start time has the place that it had when it was submitted, before all tasks submitted earlier. The list is backed by
 * an array, so that a page at the end of a million rows is as fast as one at the start.
 */
final class TaskTable {
    static final TaskTable EMPTY = new TaskTable(new Entry[0]);

    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.comparingLong(Entry::second).reversed();

    private final Entry[] entries;
    private final boolean hasRowsWithoutTime;

    private TaskTable(Entry[] entries) {
        this.entries = entries;
        this.hasRowsWithoutTime = Arrays.stream(entries).anyMatch(entry -> !entry.row.hasStartTime());
    }

    /**
     * A task.
     *
     * @param second the second by which the task is sorted: that of its start or, if it has none, that of the newest
     *     task submitted before it
     */
    record Entry(long taskId, long second, TaskRow row) {
        Entry withRow(TaskRow changed) {
            return new Entry(taskId, second, changed);
        }
    }

    /**
     * A page of the tasks that match a filter.
     *
     * @param total the number of all tasks that match, on any page
     */
    record Page(long total, List<Entry> entries) {}

    /** Returns a table of rows in the order of submission, with consecutive task ids. */
    static TaskTable of(List<TaskRow> rows, long firstTaskId) {
        Entry[] entries = new Entry[rows.size()];
        int index = entries.length;
        long taskId = firstTaskId;
        long newest = Long.MIN_VALUE;
        for (TaskRow row : rows) {
            long second = sortSecond(row, newest);
            newest = Math.max(newest, second);
            entries[--index] = new Entry(taskId++, second, row);
        }
        // The sort is stable, so within one second the reverse order of submission is kept.
        Arrays.sort(entries, NEWEST_FIRST);
        return new TaskTable(entries);
    }

    private static long sortSecond(TaskRow row, long newest) {
        return row.startTime().map(Instant::getEpochSecond).orElse(newest);
    }

    TaskTable with(long taskId, TaskRow row) {
        long second = sortSecond(row, entries.length == 0 ? Long.MIN_VALUE : entries[0].second);
        int index = firstNotAfter(second);
        Entry[] changed = new Entry[entries.length + 1];
        System.arraycopy(entries, 0, changed, 0, index);
        changed[index] = new Entry(taskId, second, row);
        System.arraycopy(entries, index, changed, index + 1, entries.length - index);
        return new TaskTable(changed);
    }

    TaskTable without(long taskId) {
        int index = indexOf(taskId);
        Entry[] changed = new Entry[entries.length - 1];
        System.arraycopy(entries, 0, changed, 0, index);
        System.arraycopy(entries, index + 1, changed, index, changed.length - index);
        return new TaskTable(changed);
    }

    /** Returns a table with one row changed. The change must keep the submission time, and with it the order. */
    TaskTable withChanged(long taskId, UnaryOperator<TaskRow> change) {
        int index = indexOf(taskId);
        Entry[] changed = entries.clone();
        changed[index] = changed[index].withRow(change.apply(changed[index].row));
        return new TaskTable(changed);
    }

    /**
     * Returns a table with all matching rows changed. The change must keep the submission time, and with it the order.
     */
    TaskTable withAllChanged(Predicate<TaskRow> condition, UnaryOperator<TaskRow> change) {
        Entry[] changed = entries.clone();
        for (int index = 0; index < changed.length; index++) {
            Entry entry = changed[index];
            if (condition.test(entry.row)) {
                changed[index] = entry.withRow(change.apply(entry.row));
            }
        }
        return new TaskTable(changed);
    }

    /** Returns the row of a task, or empty if there is no such task. */
    Optional<TaskRow> find(long taskId) {
        return Arrays.stream(entries)
                .filter(entry -> entry.taskId == taskId)
                .map(Entry::row)
                .findFirst();
    }

    TaskRow row(long taskId) {
        return entries[indexOf(taskId)].row;
    }

    List<TaskRow> rows() {
        return Arrays.stream(entries).map(Entry::row).toList();
    }

    int size() {
        return entries.length;
    }

    Page page(TaskFilter filter, int offset, int limit, TieOrder ties) {
        int from = firstNotAfter(filter.untilSecond());
        int to = Math.max(from, firstBefore(filter.sinceSecond()));
        if (!ties.isStable()) {
            return shuffledPage(filter, from, to, offset, limit, ties);
        }
        List<Entry> page = new ArrayList<>();
        boolean matchesAll = filter.conditions().isEmpty() && !(filter.hasInterval() && hasRowsWithoutTime);
        if (matchesAll) {
            int total = to - from;
            for (int index = Math.min(offset, total); index < total && page.size() < limit; index++) {
                page.add(entries[from + index]);
            }
            return new Page(total, page);
        }
        int total = 0;
        for (int index = from; index < to; index++) {
            if (filter.conditionsHold(entries[index].row) && total++ >= offset && page.size() < limit) {
                page.add(entries[index]);
            }
        }
        return new Page(total, page);
    }

    /** The order of all rows must be known for a page of them, so this takes time proportional to their number. */
    private Page shuffledPage(TaskFilter filter, int from, int to, int offset, int limit, TieOrder ties) {
        List<Entry> matching = new ArrayList<>();
        for (int index = from; index < to; index++) {
            if (filter.conditionsHold(entries[index].row)) {
                matching.add(entries[index]);
            }
        }
        ties.apply(matching);
        return new Page(
                matching.size(), matching.stream().skip(offset).limit(limit).toList());
    }

    /** Returns the index of the first row that is not newer than the second. */
    private int firstNotAfter(long second) {
        int low = 0;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].second > second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the index of the first row that is older than the second. */
    private int firstBefore(long second) {
        return second == Long.MIN_VALUE ? entries.length : firstNotAfter(second - 1);
    }

    private int indexOf(long taskId) {
        for (int index = 0; index < entries.length; index++) {
            if (entries[index].taskId == taskId) {
                return index;
            }
        }
        throw new NoSuchElementException("no task has the id " + taskId);
    }
}
