package io.github.crstasks.internal.concurrent;

import io.github.crstasks.error.TaskError;
import io.vavr.control.Option;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the registered actions when it is closed; an action that is registered later runs at once.
 *
 * <p>Safe for use by any number of threads.
 */
public final class CloseRegistry implements AutoCloseable {
    /** The error of calls, waits and watches that end because the client is closed. */
    public static final TaskError CLOSED = new TaskError.Cancelled("the client is closed", Option.none());

    private final Set<Runnable> actions = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * Registers an action until a future completes.
     *
     * @param onClose completes the future; runs at most twice
     * @param until the future
     */
    public void register(Runnable onClose, CompletableFuture<?> until) {
        actions.add(onClose);
        until.whenComplete((result, thrown) -> actions.remove(onClose));
        // Checked after the action was added, so that a concurrent close() cannot miss it.
        if (isClosed) {
            onClose.run();
        }
    }

    /** Returns whether {@link #close()} was called. */
    public boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        List.copyOf(actions).forEach(Runnable::run);
    }
}
