package io.github.crstasks.paging;

import io.github.crstasks.task.Task;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells rows that were handed on already from rows that only look like them: of rows with one key as many are new as one
 * reading shows more than were ever handed on, or one if no two tasks can have that key.
 */
final class Ledger {
    private final Map<RowKey, Integer> handedOn = new HashMap<>();
    private final Map<RowKey, Integer> seen = new HashMap<>();

    /** From now on rows that were seen before are met again. */
    void readAgain() {
        seen.clear();
    }

    /** Forgets all seconds but one. */
    void keep(Instant second) {
        handedOn.keySet().removeIf(key -> !key.submittedAt().equals(second));
        seen.keySet().removeIf(key -> !key.submittedAt().equals(second));
    }

    /** Takes note of one more row; true if it is to be handed on. */
    boolean enter(Task row) {
        RowKey key = RowKey.of(row);
        int times = key.isUnique() ? 1 : seen.merge(key, 1, Integer::sum);
        if (times <= handedOn.getOrDefault(key, 0)) {
            return false;
        }
        handedOn.put(key, times);
        return true;
    }
}
