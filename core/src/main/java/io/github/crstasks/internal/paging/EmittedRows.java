package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers which rows were emitted. A row with a task id is new once. Rows without one can have equal keys: if a pass
 * returns n such rows and m were emitted before, the last n - m are new.
 */
final class EmittedRows {
    /** How many rows with one key were emitted, and their second. */
    private record Emitted(int count, Option<Instant> second) {}

    private final Map<RowKey, Emitted> emitted = new HashMap<>();
    private final Map<RowKey, Integer> seenInThisPass = new HashMap<>();

    /** Starts another pass over the same rows. */
    void restartPass() {
        seenInThisPass.clear();
    }

    /**
     * Forgets the rows of all seconds that are newer than the given one. Rows of older seconds are kept, because a page that
     * was requested again may end before rows that were emitted; rows without a time are kept, because they have no second.
     */
    void forgetNewerThan(Instant second) {
        emitted.values().removeIf(rows -> rows.second().exists(second::isBefore));
    }

    /** Adds a row and returns true, unless it was emitted before. */
    boolean addIfNew(Task row) {
        RowKey key = RowKey.of(row);
        int occurrence = key.isUnique() ? 1 : seenInThisPass.merge(key, 1, Integer::sum);
        Emitted before = emitted.get(key);
        if (before != null && occurrence <= before.count()) {
            return false;
        }
        emitted.put(key, new Emitted(occurrence, row.submittedAt()));
        return true;
    }
}
