package io.github.crstasks.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;

/**
 * The walk over all pages of a plan, as a state machine: it says which page to ask for, and is told what came.
 *
 * <p>It advances by the rows received, never by the rows asked for: a service may cap its pages lower. For use by one
 * thread.
 */
public final class Traversal {
    private final QueryPlan plan;
    private final int pageSize;
    private int offset;
    private int totalCount;
    private boolean finished;

    private Traversal(QueryPlan plan, int offset, int pageSize) {
        this.plan = plan;
        this.offset = offset;
        this.pageSize = pageSize;
        this.finished = plan.scans().isEmpty();
    }

    /**
     * A walk that has not begun.
     *
     * @param plan what to walk over
     * @param offset how many rows to leave out at the start, at least 0
     * @param pageSize how many rows to ask for at a time, at least 1
     * @return the walk
     */
    public static Traversal of(QueryPlan plan, int offset, int pageSize) {
        return new Traversal(plan, offset, pageSize);
    }

    /**
     * The page to ask for next.
     *
     * @return the call to make, none if the walk is finished
     */
    public Option<PageCall> next() {
        return Option.when(!finished, () -> new PageCall(plan.scans().get(0), offset, pageSize));
    }

    /**
     * Takes the page that {@link #next()} asked for.
     *
     * @param rows what came
     * @return the tasks to hand on, in order, or why the walk cannot go on
     */
    public Either<TaskError, List<Task>> received(TaskRows rows) {
        totalCount = rows.totalCount();
        if (rows.tasks().isEmpty() && offset < totalCount) {
            return Either.left(new TaskError.Malformed(
                    "its rows", "none at offset " + offset + ", although " + totalCount + " match", Option.none()));
        }
        offset += rows.tasks().size();
        finished = offset >= totalCount;
        return Either.right(rows.tasks().stream().filter(plan.query()).toList());
    }

    /**
     * How many rows there are in all.
     *
     * @return what the last page said, 0 before the first
     */
    public int totalCount() {
        return totalCount;
    }
}
