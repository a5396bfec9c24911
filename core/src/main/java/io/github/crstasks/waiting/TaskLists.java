package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where polls read tasks; safe for use by any number of threads at once. */
public interface TaskLists {
    /**
     * How a query will be answered.
     *
     * @param query which tasks
     * @return the plan
     */
    QueryPlan plan(TaskQuery query);

    /**
     * Reads all tasks of a plan.
     *
     * @param plan what to ask for
     * @param mostCalls how many calls may be made, 1..2147483647
     * @return the tasks, newest first; none if more calls would be needed; or what went wrong. Cancelling the future ends
     *     the calls under way
     */
    CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls);
}
