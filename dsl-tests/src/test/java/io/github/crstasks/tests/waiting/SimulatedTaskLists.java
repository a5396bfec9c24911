package io.github.crstasks.tests.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.Planner;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.internal.waiting.ListReader;
import io.github.crstasks.internal.wire.ProtocolCodec;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.tests.support.VirtualTimeScheduler;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lists of tasks that change with virtual time and take time to read. Counts the calls that a client would need. */
final class SimulatedTaskLists implements ListReader {
    private static final int PAGE_SIZE = 10;

    private final VirtualTimeScheduler time;
    private final Function<Duration, List<Task>> tasks;
    private final Iterator<Reply> replies;
    private final List<CompletableFuture<?>> reads = new ArrayList<>();
    private List<Task> lastRead = List.of();
    private int calls;

    /**
     * The result of one read.
     *
     * @param takes how long the read takes, in milliseconds
     * @param error what it fails with, if it fails
     */
    record Reply(int takes, Option<TaskError> error) {}

    /**
     * Creates lists.
     *
     * @param tasks the tasks at each moment, newest first
     * @param replies the results of the first reads; further reads succeed at once
     */
    SimulatedTaskLists(VirtualTimeScheduler time, Function<Duration, List<Task>> tasks, List<Reply> replies) {
        this.time = time;
        this.tasks = tasks;
        this.replies = replies.iterator();
    }

    int calls() {
        return calls;
    }

    /** Returns the tasks that the last successful read returned. */
    List<Task> lastRead() {
        return lastRead;
    }

    int reads() {
        return reads.size();
    }

    boolean isIdle() {
        return reads.stream().allMatch(CompletableFuture::isDone);
    }

    @Override
    public ScanPlan plan(TaskQuery query) {
        return Planner.plan(query, ProtocolCodec.of(ApiV2.create()).capabilities());
    }

    @Override
    public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(ScanPlan plan, int mostCalls) {
        Reply reply = replies.hasNext() ? replies.next() : new Reply(0, Option.none());
        int needed = plan.scans().stream().mapToInt(this::calls).sum();
        calls += Math.min(needed, mostCalls);
        CompletableFuture<Void> delay = time.after(Duration.ofMillis(reply.takes()));
        CompletableFuture<Either<TaskError, Option<List<Task>>>> read = delay.thenApply(passed -> reply.error()
                .<Either<TaskError, Option<List<Task>>>>map(Either::left)
                .getOrElse(() -> Either.right(Option.when(needed <= mostCalls, () -> select(plan)))));
        var unused = read.whenComplete((result, cancelled) -> delay.cancel(false));
        reads.add(read);
        return read;
    }

    private int calls(TaskScan scan) {
        long rows = currentTasks().stream().filter(scan::matches).count();
        return (int) Math.max(1, (rows + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    private List<Task> select(ScanPlan plan) {
        lastRead = currentTasks().stream().filter(plan.query()).toList();
        return lastRead;
    }

    private List<Task> currentTasks() {
        return tasks.apply(time.elapsed());
    }
}
