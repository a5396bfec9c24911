package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Option;

/** Ends the traversal of a list that does not end, or that changes so often that calls make no progress. */
final class CallBudget {
    private static final int FEWEST_CALLS = 1_000;
    private static final int MOST_CALLS = 100_000;
    private static final int CALLS_PER_PAGE = 4;
    private static final int FEWEST_IDLE_CALLS = 100;
    private static final int MOST_IDLE_CALLS = 1_000;
    private static final int IDLE_CALLS_PER_PAGE = 8;

    private final TaskScan scan;
    private final Option<Integer> configured;
    private int calls;
    private int idleCalls;
    private long maxCalls;
    private long maxIdleCalls;

    CallBudget(TaskScan scan, Option<Integer> configured) {
        this.scan = scan;
        this.configured = configured;
    }

    /**
     * Counts a call.
     *
     * @param total the total that the service sent
     * @param pageSize how many rows a page can have
     * @param isProgress whether the call was of use
     * @return an error if there must not be another call
     */
    Option<TaskError> count(int total, int pageSize, boolean isProgress) {
        if (calls == 0) {
            long pages = total / pageSize + 1L;
            maxCalls = configured
                    .map(Integer::longValue)
                    .getOrElse(() -> Math.min(MOST_CALLS, FEWEST_CALLS + CALLS_PER_PAGE * pages));
            maxIdleCalls = Math.min(MOST_IDLE_CALLS, FEWEST_IDLE_CALLS + IDLE_CALLS_PER_PAGE * pages);
        }
        calls++;
        idleCalls = isProgress ? 0 : idleCalls + 1;
        if (calls >= maxCalls) {
            return error("it has not ended after " + calls + " calls; paging(...) with more maxCalls allows more");
        }
        return idleCalls >= maxIdleCalls
                ? error("the last " + idleCalls + " of " + calls
                        + " replies had nothing new or contradicted each other")
                : Option.none();
    }

    private Option<TaskError> error(String problem) {
        return Option.some(new TaskError.UnstableList(scan.toString(), problem));
    }
}
