package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.Traversal;
import io.github.crstasks.protocol.TaskRows;
import io.github.crstasks.task.Task;
import io.vavr.control.Either;
import io.vavr.control.Option;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Drives a traversal without a thread of its own: whoever asks for tasks or brings a page turns it on, one at a time.
 *
 * <p>Tasks are handed on only as far as they were asked for, and pages fetched only if tasks are asked for.
 */
final class WalkPump {
    private final Traversal walk;
    private final Function<PageCall, CompletableFuture<Either<TaskError, TaskRows>>> exchange;
    private final Consumer<Task> next;
    private final Consumer<Option<TaskError>> end;
    private final Consumer<RuntimeException> broken;
    private final AtomicLong demand = new AtomicLong();
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final Map<PageCall, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean ended;

    WalkPump(
            Traversal walk,
            Function<PageCall, CompletableFuture<Either<TaskError, TaskRows>>> exchange,
            Consumer<Task> next,
            Consumer<Option<TaskError>> end,
            Consumer<RuntimeException> broken) {
        this.walk = walk;
        this.exchange = exchange;
        this.next = next;
        this.end = end;
        this.broken = broken;
    }

    /** Asks for more tasks. */
    void request(long tasks) {
        demand.accumulateAndGet(tasks, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        turn();
    }

    /** Ends the walk and the calls under way; nothing is handed on afterwards. */
    void cancel() {
        ended = true;
        inFlight.values().forEach(call -> call.cancel(true));
    }

    /** Ends the walk as {@link #cancel} does, and says so between two tasks, unless it has ended already. */
    void end(Runnable message) {
        interject(() -> {
            if (!ended) {
                cancel();
                message.run();
            }
        });
    }

    /** Does something between two tasks. */
    void interject(Runnable action) {
        arrived.add(action);
        turn();
    }

    private void turn() {
        if (turns.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            for (Runnable page = arrived.poll(); page != null; page = arrived.poll()) {
                page.run();
            }
            handOn();
            fetch();
            seen = turns.addAndGet(-seen);
        } while (seen > 0);
    }

    private void handOn() {
        while (!ended && demand.get() > 0) {
            Option<Task> task = walk.poll();
            if (task.isEmpty()) {
                break;
            }
            demand.decrementAndGet();
            next.accept(task.get());
        }
        if (!ended && walk.isFinished()) {
            cancel();
            end.accept(walk.failure());
        }
    }

    private void fetch() {
        if (!ended && demand.get() > 0) {
            walk.calls().forEach(this::send);
        }
    }

    private void receive(PageCall call, Either<TaskError, TaskRows> outcome) {
        try {
            walk.received(call, outcome);
        } catch (RuntimeException thrown) {
            // By a condition of the caller's own: unless it is told, it waits for ever.
            end(() -> broken.accept(thrown));
        }
    }

    // The page itself comes by way of the queue.
    @SuppressWarnings("FutureReturnValueIgnored")
    private void send(PageCall call) {
        CompletableFuture<Either<TaskError, TaskRows>> page = exchange.apply(call);
        inFlight.put(call, page);
        page.thenAccept(outcome -> interject(() -> {
            inFlight.remove(call);
            receive(call, outcome);
        }));
        if (ended) {
            page.cancel(true);
        }
    }
}
