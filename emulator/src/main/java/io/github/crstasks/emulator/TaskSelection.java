package io.github.crstasks.emulator;

import java.util.List;
import java.util.function.Predicate;

/** Which tasks a call asks for: a closed interval of epoch seconds, and what must hold of each row besides. */
record TaskSelection(long sinceSecond, long untilSecond, List<Predicate<TaskRow>> conditions) {

    boolean accepts(TaskRow row) {
        for (Predicate<TaskRow> condition : conditions) {
            if (!condition.test(row)) {
                return false;
            }
        }
        return true;
    }
}
