package io.github.crstasks.emulator;

import java.util.List;
import java.util.function.Predicate;

/**
 * The filter of a request: a closed interval of submission times, in epoch seconds, and conditions that all must hold.
 */
record TaskFilter(long sinceSecond, long untilSecond, List<Predicate<TaskRow>> conditions) {

    /** Returns whether the interval excludes some time, and with it the rows without a start time. */
    boolean hasInterval() {
        return sinceSecond > Long.MIN_VALUE || untilSecond < Long.MAX_VALUE;
    }

    /** Returns whether all conditions hold, and a row has a start time if it must have one; the time is not compared. */
    boolean conditionsHold(TaskRow row) {
        if (hasInterval() && !row.hasStartTime()) {
            return false;
        }
        for (Predicate<TaskRow> condition : conditions) {
            if (!condition.test(row)) {
                return false;
            }
        }
        return true;
    }
}
