package io.github.crstasks.internal.paging;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.wire.TaskListReply;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;

/** An operation that makes one call after the other. */
abstract class SequentialOperation implements Operation {
    private boolean isCallInFlight;
    private Option<TaskError> failure = Option.none();

    /** Returns the call to make next; empty if the operation is complete. */
    abstract Option<PageCall> nextCall();

    /** Receives the reply to {@link #nextCall()}; returns an error if the operation cannot be completed. */
    abstract Option<TaskError> received(TaskListReply reply);

    @Override
    public List<PageCall> nextCalls() {
        if (isCallInFlight || isFinished()) {
            return List.of();
        }
        isCallInFlight = true;
        return nextCall().toJavaList();
    }

    @Override
    public void received(PageCall call, Either<TaskError, TaskListReply> outcome) {
        isCallInFlight = false;
        failure = outcome.fold(Option::some, this::received);
    }

    @Override
    public boolean isFinished() {
        return failure.isDefined() || (!isCallInFlight && nextCall().isEmpty());
    }

    @Override
    public Option<TaskError> failure() {
        return failure;
    }
}
