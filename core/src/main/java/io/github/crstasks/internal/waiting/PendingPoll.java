package io.github.crstasks.internal.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.plan.ScanPlan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The next poll of a wait or a watch, which is cancelled when the wait or watch ends. */
final class PendingPoll {
    private final PollBatcher polls;
    private final ScanPlan plan;
    private final CompletableFuture<?> end;
    private volatile CompletableFuture<?> poll = CompletableFuture.completedFuture(List.of());

    PendingPoll(PollBatcher polls, ScanPlan plan, CompletableFuture<?> end) {
        this.polls = polls;
        this.plan = plan;
        this.end = end;
        // Registered once: a long watch would otherwise collect one dependent for each poll.
        end.whenComplete((ended, thrown) -> poll.cancel(true));
    }

    /**
     * Polls after a delay.
     *
     * @param delay zero or more
     * @param onResult receives the tasks, or why the poll failed
     * @param onThrown receives what a predicate of the query threw
     */
    void after(Duration delay, Consumer<Either<TaskError, List<Task>>> onResult, Consumer<Throwable> onThrown) {
        if (end.isDone()) {
            return;
        }
        CompletableFuture<Either<TaskError, List<Task>>> next = polls.poll(plan, delay);
        poll = next;
        next.whenComplete((result, thrown) -> {
            if (thrown == null) {
                onResult.accept(result);
            } else {
                onThrown.accept(thrown);
            }
        });
        // Checked after the poll was stored, so that a concurrent end cannot miss it.
        if (end.isDone()) {
            next.cancel(true);
        }
    }
}
