package io.github.crstasks.testkit;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;

/** What a schedule drives: the traversal, or what it is measured against. */
interface Machine {
    Option<Task> poll();

    List<PageCall> calls();

    void received(PageCall call, Either<TaskError, TaskRows> outcome);

    boolean isFinished();

    static Machine of(Traversal walk) {
        return new Machine() {
            @Override
            public Option<Task> poll() {
                return walk.poll();
            }

            @Override
            public List<PageCall> calls() {
                return walk.calls();
            }

            @Override
            public void received(PageCall call, Either<TaskError, TaskRows> outcome) {
                walk.received(call, outcome);
                walk.failure().forEach(error -> {
                    throw new AssertionError(error.message());
                });
            }

            @Override
            public boolean isFinished() {
                return walk.isFinished();
            }
        };
    }
}
