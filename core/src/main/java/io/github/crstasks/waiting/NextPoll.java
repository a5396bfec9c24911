package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The one poll that a wait or a watch is waiting for; it is taken back when they end. */
// The futures that are ignored here are looked at by way of the poll.
@SuppressWarnings("FutureReturnValueIgnored")
final class NextPoll {
    private final SharedPolls polls;
    private final QueryPlan plan;
    private final CompletableFuture<?> end;
    private volatile CompletableFuture<?> awaited = CompletableFuture.completedFuture(List.of());

    NextPoll(SharedPolls polls, QueryPlan plan, CompletableFuture<?> end) {
        this.polls = polls;
        this.plan = plan;
        this.end = end;
        // Once, or each poll of a long watch would leave something behind.
        end.whenComplete((ended, thrown) -> awaited.cancel(true));
    }

    /** Polls after a pause; what comes of it goes to the first, what a condition of the caller's threw to the second. */
    void after(Duration pause, Consumer<Either<TaskError, List<Task>>> polled, Consumer<Throwable> broken) {
        CompletableFuture<Either<TaskError, List<Task>>> poll = polls.poll(plan, pause);
        awaited = poll;
        poll.whenComplete((brought, thrown) -> {
            if (thrown == null) {
                polled.accept(brought);
            } else {
                broken.accept(thrown);
            }
        });
        // Or a poll that was begun just before would go on.
        if (end.isDone()) {
            poll.cancel(true);
        }
    }
}
