package io.github.crstasks.waiting;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.query.QueryPlan;
import io.github.crstasks.query.TaskQuery;
import io.vavr.control.Option;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

/**
 * The waits and watches of one client, which share their polls where their queries allow it; has no thread of its own.
 *
 * <p>Polls that are due about the same time are made together: from one list around all the lists of their queries, as
 * long as that takes fewer calls than these lists would take apart. If it was found to take as many or more, or to hold
 * something that cannot be read, each query is read on its own.
 *
 * <p>Safe for use by any number of threads at once.
 */
// The futures that are ignored here are looked at by way of those that are returned.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Waits implements AutoCloseable {
    private static final TaskError CLOSED = new TaskError.Cancelled("the client is closed", Option.none());

    private final TaskLists lists;
    private final Timer timer;
    private final SharedPolls polls;
    private final Set<Runnable> closings = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * No waits yet.
     *
     * @param lists where polls read tasks
     * @param timer the time that passes
     */
    public Waits(TaskLists lists, Timer timer) {
        this.lists = Objects.requireNonNull(lists, "lists");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.polls = new SharedPolls(lists, timer);
    }

    /**
     * Waits without holding a thread.
     *
     * @param query which tasks
     * @param options what to wait for, and how long
     * @return how the wait ends; cancelling it ends the wait and the call under way
     */
    public CompletableFuture<WaitOutcome> awaitAsync(TaskQuery query, WaitOptions options) {
        return running(query, options).outcome();
    }

    /**
     * Waits on the calling thread.
     *
     * @param query which tasks
     * @param options what to wait for, and how long
     * @return how the wait ended
     */
    public WaitOutcome await(TaskQuery query, WaitOptions options) {
        RunningWait wait = running(query, options);
        try {
            return wait.outcome().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            wait.end(WaitOutcome.Interrupted::new);
        } catch (ExecutionException thrownByThePredicate) {
            // Joining throws it.
        }
        return wait.outcome().join();
    }

    private RunningWait running(TaskQuery query, WaitOptions options) {
        QueryPlan plan = lists.plan(query);
        RunningWait wait = new RunningWait(plan, options, polls, timer);
        refusal(plan).peek(error -> wait.end((tasks, elapsed) -> new WaitOutcome.Failed(tasks, elapsed, error)));
        closeLater(() -> wait.end(WaitOutcome.Cancelled::new), wait.outcome());
        if (!wait.outcome().isDone()) {
            wait.begin();
        }
        return wait;
    }

    /**
     * Watches a list.
     *
     * @param query which tasks
     * @param polling how often the list is read; the pauses begin anew with each change
     * @return the changes, for any number of subscribers, each with a watch of its own
     */
    public Flow.Publisher<TaskChange> watch(TaskQuery query, Polling polling) {
        QueryPlan plan = lists.plan(query);
        Objects.requireNonNull(polling, "polling");
        return subscriber -> {
            WatchSubscription watch = new WatchSubscription(
                    Objects.requireNonNull(subscriber, "subscriber"), plan, polling, polls, timer);
            watch.begin();
            refusal(plan).peek(error -> watch.fail(new TaskException(error)));
            closeLater(() -> watch.fail(new TaskException(CLOSED)), watch.end());
        };
    }

    private static Option<TaskError> refusal(QueryPlan plan) {
        return Option.when(
                plan.scans().isEmpty(),
                () -> new TaskError.Invalid("query", plan.query().toString(), "one that a task can match"));
    }

    private void closeLater(Runnable closing, CompletableFuture<?> end) {
        closings.add(closing);
        end.whenComplete((ended, cancelled) -> closings.remove(closing));
        // Asked only now that close() would see it: nothing slips through.
        if (closed) {
            closing.run();
        }
    }

    /** Ends all waits with {@link WaitOutcome.Cancelled} and all watches with an error; later ones end at once. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(closings).forEach(Runnable::run);
    }
}
