package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rows of a range that is received in several pages of a list that may change between them.
 *
 * <p>A row with an id is added once. Rows without ids are recognized by their order: if a page begins with the rows that were
 * received last, the list has moved by so many rows. If these rows look alike, only as many as the total has grown by are
 * taken for the same ones.
 */
final class RangeRows {
    private final List<Task> rows = new ArrayList<>();
    private final Set<RowKey> keys = new HashSet<>();

    /**
     * What a page has shown.
     *
     * @param added how many of its rows were added
     * @param hasRepeated whether it had rows that were received before
     * @param isDoubtful whether a row without an id was added that looks like one of an earlier page
     */
    record Added(int added, boolean hasRepeated, boolean isDoubtful) {}

    int size() {
        return rows.size();
    }

    List<Task> first(int limit) {
        return List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    }

    /**
     * Adds the rows of the next page that were not received before.
     *
     * @param page the rows, which follow the earlier ones if the list has not moved
     * @param growth by how much the total has grown since the page before
     */
    Added add(List<Task> page, int growth) {
        List<Task> following = page.subList(overlap(RowKey.listOf(page), growth), page.size());
        List<Task> added = new ArrayList<>();
        Set<RowKey> addedKeys = new HashSet<>();
        boolean isDoubtful = false;
        for (Task row : following) {
            RowKey key = RowKey.of(row);
            boolean isKnown = keys.contains(key);
            boolean isNew = addedKeys.add(key) && !isKnown;
            if (isNew || !key.isUnique()) {
                added.add(row);
                isDoubtful |= isKnown;
            }
        }
        rows.addAll(added);
        keys.addAll(addedKeys);
        return new Added(added.size(), added.size() < page.size(), isDoubtful);
    }

    /** Returns how many of the first rows of a page are the last ones of the pages before. */
    private int overlap(List<RowKey> page, int growth) {
        int longest = Math.min(page.size(), rows.size());
        List<RowKey> last = RowKey.listOf(rows.subList(rows.size() - longest, rows.size()));
        for (int length = longest; length > 0; length--) {
            List<RowKey> repeated = page.subList(0, length);
            if (repeated.equals(last.subList(longest - length, longest))) {
                boolean areAlike = new HashSet<>(repeated).size() == 1;
                return areAlike ? Math.max(0, Math.min(length, growth)) : length;
            }
        }
        return 0;
    }
}
