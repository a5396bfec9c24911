package io.github.crstasks.internal.client;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.concurrent.Demand;
import io.github.crstasks.internal.concurrent.Rethrow;
import io.github.crstasks.internal.execution.OperationAttempts;
import io.github.crstasks.internal.paging.Operation;
import io.github.crstasks.internal.paging.PageCall;
import io.github.crstasks.task.Task;
import io.vavr.control.Option;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Drives an operation: executes its calls, passes their outcomes to it and emits its tasks on demand.
 *
 * <p>Every step is one action of the given executor, which must run one action at a time: on the submitting threads for
 * futures and publishers, on the calling thread for blocking calls. Calls are executed only while tasks are requested,
 * unless pages are fetched ahead.
 */
final class OperationDriver {
    /** Receives what a driver emits; called by actions of its executor. */
    interface Output {
        void onTask(Task task);

        /** Called when the operation is finished; no more tasks follow. The error names the attempts of all calls. */
        void onEnd(Option<TaskError> failure);

        /** Called when code of the caller, such as a predicate of the query, threw; no more tasks follow. */
        void onThrown(Throwable thrown);
    }

    private final Operation operation;
    private final CallFunction calls;
    private final Executor executor;
    private final Option<Executor> exchangeExecutor;
    private final boolean canFetchAhead;
    private final Output output;
    private final OperationAttempts attempts = new OperationAttempts();
    /** The replies of the calls in flight, by the numbers of these calls. */
    private final Map<Long, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();

    private long demand;
    private volatile boolean hasEnded;

    /**
     * Creates a driver.
     *
     * @param operation the operation
     * @param calls executes its calls
     * @param executor runs the steps, one at a time
     * @param exchangeExecutor runs the exchange of a call that is the only one in flight, if there is such an executor
     * @param canFetchAhead whether calls may be executed without demand, once the first task was requested
     * @param output receives the tasks
     */
    OperationDriver(
            Operation operation,
            CallFunction calls,
            Executor executor,
            Option<Executor> exchangeExecutor,
            boolean canFetchAhead,
            Output output) {
        this.operation = operation;
        this.calls = calls;
        this.executor = executor;
        this.exchangeExecutor = exchangeExecutor;
        this.canFetchAhead = canFetchAhead;
        this.output = output;
    }

    /** Requests more tasks. */
    void request(long tasks) {
        step(() -> demand = Demand.add(demand, tasks));
    }

    /** Returns the attempts of the calls so far. */
    OperationAttempts attempts() {
        return attempts;
    }

    /** Cancels the calls in flight; nothing is emitted afterwards. */
    void cancel() {
        hasEnded = true;
        inFlight.values().forEach(reply -> reply.cancel(true));
    }

    /** Cancels as {@link #cancel} does and then runs a last signal, unless the driver has ended already. */
    void end(Runnable lastSignal) {
        executor.execute(() -> {
            if (!hasEnded) {
                cancel();
                lastSignal.run();
            }
        });
    }

    private void step(Runnable event) {
        executor.execute(() -> {
            if (hasEnded) {
                return;
            }
            try {
                event.run();
                emit();
                executeCalls();
            } catch (Throwable thrown) {
                if (hasEnded) {
                    // A subscriber threw, which ended the driver. The executor reports the exception.
                    throw Rethrow.unchecked(thrown);
                }
                cancel();
                output.onThrown(Rethrow.describable(thrown));
            }
        });
    }

    private void emit() {
        // A blocking caller that requests one task will take all of its page; each task would otherwise cost a step.
        boolean isWholePage = demand > 0 && exchangeExecutor.isDefined();
        while (!hasEnded && (demand > 0 || isWholePage)) {
            Option<Task> task = operation.poll();
            if (task.isEmpty()) {
                break;
            }
            demand = Math.max(0, demand - 1);
            output.onTask(task.get());
        }
        if (!hasEnded && operation.isFinished()) {
            cancel();
            output.onEnd(operation.failure().map(attempts::addTo));
        }
    }

    private void executeCalls() {
        if (!hasEnded && (demand > 0 || canFetchAhead)) {
            List<PageCall> next = operation.nextCalls();
            boolean isOnlyCall = next.size() == 1 && inFlight.isEmpty();
            next.forEach(call -> execute(call, exchangeExecutor.filter(runsExchanges -> isOnlyCall)));
        }
    }

    private void execute(PageCall call, Option<Executor> runsExchange) {
        if (hasEnded) {
            return;
        }
        var reply = calls.execute(call, runsExchange, attempts);
        inFlight.put(call.number(), reply);
        reply.whenComplete((outcome, thrown) -> step(() -> {
            inFlight.remove(call.number());
            if (thrown != null) {
                throw Rethrow.unchecked(thrown);
            }
            operation.received(call, outcome);
        }));
        // Checked after the call was stored, so that a concurrent cancellation cannot miss it.
        if (hasEnded) {
            reply.cancel(true);
        }
    }
}
