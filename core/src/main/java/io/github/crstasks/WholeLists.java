package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.TaskLists;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads whole lists without holding a thread. */
record WholeLists(Session session) implements TaskLists {
    private static final TaskError TOO_MANY_CALLS =
            new TaskError.Cancelled("more calls would be needed than are allowed", Option.none());

    @Override
    public QueryPlan plan(TaskQuery query) {
        return session.plan(query, session.paging()).query();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It could only tell what the returned future tells.
    public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
        CompletableFuture<Either<TaskError, Option<List<Task>>>> all = new CompletableFuture<>();
        List<Task> tasks = new ArrayList<>();
        WalkPump pump = new WalkPump(
                session.traversal(session.paging().plan(plan)),
                upTo(mostCalls),
                tasks::add,
                failure -> all.complete(failure.map(WholeLists::failed).getOrElse(() -> whole(tasks))),
                all::completeExceptionally);
        all.whenComplete((result, cancelled) -> pump.cancel());
        pump.request(Long.MAX_VALUE);
        return all;
    }

    private Function<PageCall, CompletableFuture<Either<TaskError, TaskRows>>> upTo(int mostCalls) {
        return call -> call.number() < mostCalls
                ? session.exchange().sendAsync(call)
                : CompletableFuture.completedFuture(Either.left(TOO_MANY_CALLS));
    }

    private static Either<TaskError, Option<List<Task>>> failed(TaskError failure) {
        return failure.equals(TOO_MANY_CALLS) ? Either.right(Option.none()) : Either.left(failure);
    }

    private static Either<TaskError, Option<List<Task>>> whole(List<Task> tasks) {
        return Either.right(Option.some(List.copyOf(tasks)));
    }
}
