package io.github.crstasks.emulator;

import java.util.List;
import java.util.function.Predicate;

/**
 * The filter of a request: a closed interval of submission times, in epoch seconds, and conditions that all must hold.
 */
record TaskFilter(long sinceSecond, long untilSecond, List<Predicate<TaskRow>> conditions) {

    /** Returns whether all conditions hold; the submission time is not checked. */
    boolean conditionsHold(TaskRow row) {
        for (Predicate<TaskRow> condition : conditions) {
            if (!condition.test(row)) {
                return false;
            }
        }
        return true;
    }
}
