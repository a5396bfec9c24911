package io.github.crstasks.internal.client;

import io.github.crstasks.TaskPage;
import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.paging.CountOperation;
import io.github.crstasks.internal.paging.PageOperation;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lists, counts and pages for the blocking and the asynchronous client. */
final class QueryRunner {
    private final TraversalFactory traversals;
    private final OperationRunner runner;

    QueryRunner(TraversalFactory traversals, OperationRunner runner) {
        this.traversals = traversals;
        this.runner = runner;
    }

    CompletableFuture<Either<TaskError, List<Task>>> list(TaskQuery query) {
        return runner.run(traversals.of(query));
    }

    CompletableFuture<Either<TaskError, TaskPage>> page(TaskQuery query, int offset, int limit) {
        Option<TaskError> refusal = refusal(offset, limit);
        if (refusal.isDefined()) {
            return CompletableFuture.completedFuture(Either.left(refusal.get()));
        }
        return atOneMoment(query, absolute -> pageAt(absolute, offset, limit));
    }

    private CompletableFuture<Either<TaskError, TaskPage>> pageAt(TaskQuery query, int offset, int limit) {
        Option<PageOperation> operation = traversals.pageOf(query, offset, limit);
        if (operation.isEmpty()) {
            return pageOfList(query, offset, limit);
        }
        PageOperation page = operation.get();
        return Futures.flatMap(
                runner.run(page),
                finished -> page.isExact()
                        ? CompletableFuture.completedFuture(
                                Either.right(new TaskPage(page.rows(), offset, page.totalCount(), page.requestIds())))
                        : pageOfList(query, offset, limit));
    }

    private CompletableFuture<Either<TaskError, TaskPage>> pageOfList(TaskQuery query, int offset, int limit) {
        return Futures.map(list(query), tasks -> {
            List<Task> page = tasks.stream().skip(offset).limit(limit).toList();
            return new TaskPage(page, offset, tasks.size(), List.of());
        });
    }

    private static Option<TaskError> refusal(int offset, int limit) {
        if (offset < 0) {
            return Option.some(new TaskError.Invalid("offset", Integer.toString(offset), "0.." + Integer.MAX_VALUE));
        }
        return Option.when(
                limit < 1, () -> new TaskError.Invalid("limit", Integer.toString(limit), "1.." + Integer.MAX_VALUE));
    }

    CompletableFuture<Either<TaskError, Integer>> count(TaskQuery query) {
        return atOneMoment(query, this::countAt);
    }

    /** Fixes the moment once for a call that may have to read the list in another way. */
    private <T> CompletableFuture<Either<TaskError, T>> atOneMoment(
            TaskQuery query, Function<TaskQuery, CompletableFuture<Either<TaskError, T>>> call) {
        return traversals.tryNow(query).fold(error -> CompletableFuture.completedFuture(Either.left(error)), call);
    }

    private CompletableFuture<Either<TaskError, Integer>> countAt(TaskQuery query) {
        ScanPlan plan = traversals.plan(query);
        CountOperation count = CountOperation.of(plan, traversals.paging().pageSize());
        return Futures.flatMap(
                runner.run(count),
                finished -> count.result()
                        .map(total -> CompletableFuture.completedFuture(Either.<TaskError, Integer>right(total)))
                        .getOrElse(() -> Futures.map(list(query), List::size)));
    }
}
