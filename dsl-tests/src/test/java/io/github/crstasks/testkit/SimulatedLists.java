package io.github.crstasks.testkit;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.task.Task;
import io.github.crstasks.waiting.TaskLists;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Lists of tasks that change with time, and take some to be read; counts the calls that reading them takes. */
final class SimulatedLists implements TaskLists {
    static final int PAGE = 10;

    private final SimulatedTime time;
    private final Function<Duration, List<Task>> tasks;
    private final Iterator<Reply> replies;
    private final List<CompletableFuture<?>> readings = new ArrayList<>();
    private List<Task> shown = List.of();
    private int calls;

    /**
     * What becomes of one reading.
     *
     * @param takes how long it takes, in milliseconds
     * @param error what it brings in the place of tasks
     */
    record Reply(int takes, Option<TaskError> error) {}

    SimulatedLists(SimulatedTime time, Function<Duration, List<Task>> tasks, List<Reply> replies) {
        this.time = time;
        this.tasks = tasks;
        this.replies = replies.iterator();
    }

    int calls() {
        return calls;
    }

    /** What the latest reading brought. */
    List<Task> shown() {
        return shown;
    }

    int readings() {
        return readings.size();
    }

    boolean isIdle() {
        return readings.stream().allMatch(CompletableFuture::isDone);
    }

    @Override
    public QueryPlan plan(TaskQuery query) {
        return query.plan(ApiV2.create().pushdown());
    }

    @Override
    public CompletableFuture<Either<TaskError, Option<List<Task>>>> read(QueryPlan plan, int mostCalls) {
        Reply reply = replies.hasNext() ? replies.next() : new Reply(0, Option.none());
        int needed = plan.scans().stream().mapToInt(this::calls).sum();
        calls += Math.min(needed, mostCalls);
        CompletableFuture<Void> took = time.after(Duration.ofMillis(reply.takes()));
        CompletableFuture<Either<TaskError, Option<List<Task>>>> reading = took.thenApply(passed -> reply.error()
                .<Either<TaskError, Option<List<Task>>>>map(Either::left)
                .getOrElse(() -> Either.right(Option.when(needed <= mostCalls, () -> answer(plan)))));
        var unused = reading.whenComplete((read, cancelled) -> took.cancel(false));
        readings.add(reading);
        return reading;
    }

    private int calls(TaskScan scan) {
        long rows = now().stream().filter(scan::holds).count();
        return (int) Math.max(1, (rows + PAGE - 1) / PAGE);
    }

    private List<Task> answer(QueryPlan plan) {
        shown = now().stream().filter(plan.query()).toList();
        return shown;
    }

    private List<Task> now() {
        return tasks.apply(time.sinceTheStart());
    }
}
