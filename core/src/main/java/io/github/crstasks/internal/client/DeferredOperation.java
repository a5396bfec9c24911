package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.wire.TaskListReply;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.function.Supplier;

/**
 * An operation that is created at its first step: a stream or a publisher may be used hours after it was created, and the
 * moment of its query is that of its use.
 */
final class DeferredOperation implements Operation {
    private final Supplier<Either<TaskError, ? extends Operation>> factory;
    private Option<Operation> begun = Option.none();

    /**
     * Creates an operation.
     *
     * @param factory called once; an error ends the operation
     */
    DeferredOperation(Supplier<Either<TaskError, ? extends Operation>> factory) {
        this.factory = factory;
    }

    private Operation operation() {
        if (begun.isEmpty()) {
            begun = Option.some(factory.get().fold(FailedOperation::new, operation -> operation));
        }
        return begun.get();
    }

    @Override
    public List<PageCall> nextCalls() {
        return operation().nextCalls();
    }

    @Override
    public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
        operation().received(call, outcome);
    }

    @Override
    public Option<Task> poll() {
        return operation().poll();
    }

    @Override
    public boolean isFinished() {
        return operation().isFinished();
    }

    @Override
    public Option<TaskError> failure() {
        return operation().failure();
    }

    /** An operation that failed before its first call. */
    private record FailedOperation(TaskError error) implements Operation {
        @Override
        public List<PageCall> nextCalls() {
            return List.of();
        }

        @Override
        public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
            throw new IllegalStateException("no call was made");
        }

        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public Option<TaskError> failure() {
            return Option.some(error);
        }
    }
}
