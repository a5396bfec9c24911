package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Lists whose content the test sets. The reads are recorded. */
final class FakeLists implements ListReader {
    /** The lists that were read, each with the limit of its number of calls, if it had one. */
    final List<String> reads = new ArrayList<>();

    final List<CompletableFuture<Either<TaskError, Option<List<Task>>>>> readings = new ArrayList<>();
    private Option<Throwable> thrown = Option.none();
    private final IntFunction<CompletableFuture<Either<TaskError, Option<List<Task>>>>> results;

    private FakeLists(IntFunction<CompletableFuture<Either<TaskError, Option<List<Task>>>>> results) {
        this.results = results;
    }

    /** Returns lists whose readings stay in flight until the test completes them. */
    static FakeLists pending() {
        return new FakeLists(reading -> new CompletableFuture<>());
    }

    /** Returns a list that changes with each reading. */
    static FakeLists showing(List<List<Task>> lists) {
        return new FakeLists(
                reading -> CompletableFuture.completedFuture(Either.right(Option.some(lists.get(reading)))));
    }

    /** Returns lists whose readings complete at once. */
    static FakeLists answering(IntFunction<Either<TaskError, Option<List<Task>>>> results) {
        return new FakeLists(reading -> CompletableFuture.completedFuture(results.apply(reading)));
    }

    /** Returns lists that cannot be read. */
    static FakeLists failing(TaskError error) {
        return new FakeLists(reading -> CompletableFuture.completedFuture(Either.left(error)));
    }

    static ScanPlan planOf(TaskQuery query) {
        return Planner.plan(query, ProtocolCodec.of(ApiV2.create()).capabilities());
    }

    /** Makes later readings throw. */
    void throwing(Throwable failure) {
        thrown = Option.some(failure);
    }

    @Override
    public ScanPlan plan(TaskQuery query) {
        return planOf(query);
    }

    @Override
    public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(ScanPlan plan, int maxCalls) {
        thrown.forEach(failure -> {
            throw Rethrow.unchecked(failure);
        });
        TaskScan scan = plan.scans().get(0);
        reads.add(maxCalls == Integer.MAX_VALUE ? scan.toString() : scan + " in " + maxCalls + " calls");
        readings.add(results.apply(readings.size()));
        return readings.get(readings.size() - 1);
    }
}
