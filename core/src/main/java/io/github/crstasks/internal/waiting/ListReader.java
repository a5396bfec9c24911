package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads the lists that waits and watches poll; safe for use by any number of threads. */
public interface ListReader {
    /**
     * Returns the plan of a query for a call now.
     *
     * @throws io.github.crstasks.internal.Extensions.ExtensionException if the query is relative and the clock fails
     */
    ScanPlan plan(TaskQuery query);

    /**
     * Reads all tasks of a plan.
     *
     * @param plan the plan
     * @param maxCalls how many calls may be made, 1..2147483647
     * @return the tasks, newest first; empty if more calls would be needed. Cancelling the future cancels the calls in
     *     flight
     */
    CompletableFuture<Either<TaskError, Option<List<Task>>>> read(ScanPlan plan, int maxCalls);
}
