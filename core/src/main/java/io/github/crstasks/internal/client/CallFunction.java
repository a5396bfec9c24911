package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.wire.TaskListReply;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Executes a page call without blocking, except that an exchange may run on the given executor. */
@FunctionalInterface
interface CallFunction {
    CompletableFuture<Either<TaskError, TaskListReply>> execute(
            PageCall call, Option<Executor> exchangeExecutor, OperationAttempts operation);
}
