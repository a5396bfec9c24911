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
    private final Map<Option<Instant>, Map<RowKey, Integer>> emittedBySecond = new HashMap<>();
    private final Map<RowKey, Integer> seenInThisPass = new HashMap<>();

    /** Starts another pass over the same rows. */
    void restartPass() {
        seenInThisPass.clear();
    }

    /** Forgets the rows of all seconds but one; rows without a time are kept. */
    void retainSecond(Instant second) {
        emittedBySecond.keySet().removeIf(other -> other.exists(time -> !time.equals(second)));
    }

    /** Adds a row and returns true, unless it was emitted before. */
    boolean addIfNew(Task row) {
        RowKey key = RowKey.of(row);
        Map<RowKey, Integer> emitted = emittedBySecond.computeIfAbsent(row.submittedAt(), second -> new HashMap<>());
        int occurrence = key.isUnique() ? 1 : seenInThisPass.merge(key, 1, Integer::sum);
        if (occurrence <= emitted.getOrDefault(key, 0)) {
            return false;
        }
        emitted.put(key, occurrence);
        return true;
    }
}
