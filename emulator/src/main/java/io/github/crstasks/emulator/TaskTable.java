package io.github.crstasks.emulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * An immutable list of tasks, newest first, and within one second the latest submitted first. An array, because pages
 * are cut by offset: a page and the size of a time window cost no more at the end of a million rows than at the start.
 */
final class TaskTable {
    static final TaskTable EMPTY = new TaskTable(new Entry[0]);

    private static final Comparator<Entry> NEWEST_FIRST =
            Comparator.<Entry>comparingLong(entry -> entry.row.second()).reversed();

    private final Entry[] entries;

    private TaskTable(Entry[] entries) {
        this.entries = entries;
    }

    /** Handles count up in the order of submission. */
    record Entry(long handle, TaskRow row) {}

    record Page(long total, List<Entry> entries) {}

    static TaskTable of(List<TaskRow> inOrderOfSubmission, long firstHandle) {
        Entry[] entries = new Entry[inOrderOfSubmission.size()];
        int at = entries.length;
        long handle = firstHandle;
        for (TaskRow row : inOrderOfSubmission) {
            entries[--at] = new Entry(handle++, row);
        }
        Arrays.sort(entries, NEWEST_FIRST);
        return new TaskTable(entries);
    }

    TaskTable with(TaskRow row, long handle) {
        int at = firstNotAfter(row.second());
        Entry[] changed = new Entry[entries.length + 1];
        System.arraycopy(entries, 0, changed, 0, at);
        changed[at] = new Entry(handle, row);
        System.arraycopy(entries, at, changed, at + 1, entries.length - at);
        return new TaskTable(changed);
    }

    TaskTable without(long handle) {
        int at = indexOf(handle);
        Entry[] changed = new Entry[entries.length - 1];
        System.arraycopy(entries, 0, changed, 0, at);
        System.arraycopy(entries, at + 1, changed, at, changed.length - at);
        return new TaskTable(changed);
    }

    /** Changes one row, whose place in the order must not depend on the change. */
    TaskTable changing(long handle, UnaryOperator<TaskRow> change) {
        int at = indexOf(handle);
        Entry[] changed = entries.clone();
        changed[at] = new Entry(handle, change.apply(changed[at].row));
        return new TaskTable(changed);
    }

    TaskTable changing(Predicate<TaskRow> which, UnaryOperator<TaskRow> change) {
        Entry[] changed = entries.clone();
        for (int at = 0; at < changed.length; at++) {
            Entry entry = changed[at];
            if (which.test(entry.row)) {
                changed[at] = new Entry(entry.handle, change.apply(entry.row));
            }
        }
        return new TaskTable(changed);
    }

    TaskRow row(long handle) {
        return entries[indexOf(handle)].row;
    }

    List<TaskRow> rows() {
        return Arrays.stream(entries).map(Entry::row).toList();
    }

    int size() {
        return entries.length;
    }

    Page page(TaskSelection selection, int offset, int limit) {
        int from = firstNotAfter(selection.untilSecond());
        int to = Math.max(from, firstBefore(selection.sinceSecond()));
        List<Entry> page = new ArrayList<>();
        if (selection.conditions().isEmpty()) {
            int total = to - from;
            for (int at = Math.min(offset, total); at < total && page.size() < limit; at++) {
                page.add(entries[from + at]);
            }
            return new Page(total, page);
        }
        int total = 0;
        for (int at = from; at < to; at++) {
            if (selection.accepts(entries[at].row) && total++ >= offset && page.size() < limit) {
                page.add(entries[at]);
            }
        }
        return new Page(total, page);
    }

    /** The index of the first row that is not newer than the second. */
    private int firstNotAfter(long second) {
        int low = 0;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle].row.second() > second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The index of the first row that is older than the second. */
    private int firstBefore(long second) {
        return second == Long.MIN_VALUE ? entries.length : firstNotAfter(second - 1);
    }

    private int indexOf(long handle) {
        for (int at = 0; at < entries.length; at++) {
            if (entries[at].handle == handle) {
                return at;
            }
        }
        throw new NoSuchElementException("no task has the handle " + handle);
    }
}
