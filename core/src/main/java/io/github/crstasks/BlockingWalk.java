package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskException;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Drives a traversal on the thread that takes its tasks; for use by one thread. */
final class BlockingWalk implements Iterator<Task>, AutoCloseable {
    private final Traversal walk;
    private final Exchange exchange;
    private final boolean fetchesAhead;
    private final Map<PageCall, CompletableFuture<?>> inFlight = new HashMap<>();
    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private Option<Task> head = Option.none();
    private Option<TaskError> interruption = Option.none();

    BlockingWalk(Traversal walk, Exchange exchange, boolean fetchesAhead) {
        this.walk = walk;
        this.exchange = exchange;
        this.fetchesAhead = fetchesAhead;
    }

    /** The next task; none at the end, or when something went wrong. */
    Option<Task> take() {
        Option<Task> task = head.orElse(this::advance);
        head = Option.none();
        return task;
    }

    Option<TaskError> failure() {
        return interruption.orElse(walk.failure());
    }

    private Option<Task> advance() {
        Option<Task> task = walk.poll();
        while (task.isEmpty() && !walk.isFinished() && interruption.isEmpty()) {
            fetch();
            task = walk.poll();
        }
        if (task.isEmpty()) {
            // Pages beside the one that ended the walk are for nobody.
            close();
        } else if (fetchesAhead) {
            walk.calls().forEach(this::start);
        }
        return task;
    }

    private void fetch() {
        var calls = walk.calls();
        if (calls.size() == 1 && inFlight.isEmpty()) {
            walk.received(calls.get(0), exchange.send(calls.get(0)));
            return;
        }
        calls.forEach(this::start);
        try {
            arrived.take().run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            interruption = Option.some(
                    new TaskError.Cancelled("the calling thread was interrupted", Option.some(interrupted)));
        }
    }

    // The page itself comes by way of the queue.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void start(PageCall call) {
        CompletableFuture<Either<TaskError, TaskRows>> page = exchange.sendAsync(call);
        inFlight.put(call, page);
        page.thenAccept(outcome -> arrived.add(() -> {
            inFlight.remove(call);
            walk.received(call, outcome);
        }));
    }

    @Override
    public boolean hasNext() {
        head = head.orElse(this::advance);
        if (head.isEmpty()) {
            failure().forEach(error -> {
                throw new TaskException(error);
            });
        }
        return head.isDefined();
    }

    @Override
    public Task next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more tasks");
        }
        return take().get();
    }

    /** Ends the calls under way. */
    @Override
    public void close() {
        inFlight.values().forEach(call -> call.cancel(true));
    }
}
