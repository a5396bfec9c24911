package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.internal.wire.TaskListReply;
import io.vavr.control.Either;
import java.util.concurrent.CompletableFuture;

/** Executes a page call without blocking. */
@FunctionalInterface
interface CallFunction {
    CompletableFuture<Either<TaskError, TaskListReply>> execute(PageCall call);
}
