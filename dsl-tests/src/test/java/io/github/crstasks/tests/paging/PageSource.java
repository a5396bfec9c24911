package io.github.crstasks.tests.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.paging.Traversal;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;

/** A reader of task lists without I/O: a traversal, or the loop that it is compared with. */
interface PageSource {
    Option<Task> poll();

    List<PageCall> calls();

    void received(PageCall call, Either<TaskError, TaskListReply> outcome);

    boolean isFinished();

    /** Returns the error that ended the reader. */
    default Option<TaskError> failure() {
        return Option.none();
    }

    static PageSource of(Traversal traversal) {
        return new PageSource() {
            @Override
            public Option<Task> poll() {
                return traversal.poll();
            }

            @Override
            public List<PageCall> calls() {
                return traversal.nextCalls();
            }

            @Override
            public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
                traversal.received(call, outcome);
            }

            @Override
            public boolean isFinished() {
                return traversal.isFinished();
            }

            @Override
            public Option<TaskError> failure() {
                return traversal.failure();
            }
        };
    }
}
