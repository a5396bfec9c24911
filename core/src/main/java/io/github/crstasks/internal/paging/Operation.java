package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;

/**
 * A state machine over page calls, without I/O: it returns the calls to make, receives their outcomes and emits tasks.
 *
 * <p>For use by one driver at a time.
 */
public interface Operation {
    /** Returns the calls to make now. Each call is returned once, and its outcome must be received. */
    List<PageCall> nextCalls();

    /**
     * Receives the outcome of a call. Calls may end in any order.
     *
     * @param call a call that {@link #nextCalls()} returned
     * @param outcome the reply; an error ends the operation
     */
    void received(PageCall call, Either<TaskError, TaskListReply> outcome);

    /** Takes the next task to emit; empty if a reply must be received first, or if there are no more tasks. */
    default Option<Task> poll() {
        return Option.none();
    }

    /** Returns whether there is nothing left to do; calls that are still in flight can be cancelled. */
    boolean isFinished();

    /** Returns the error that ended the operation. */
    Option<TaskError> failure();
}
