package io.github.crstasks.internal.concurrent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs actions one at a time on the submitting threads; an action submitted while another runs is run by that thread
 * afterwards.
 *
 * <p>An action that throws does not keep later actions from running: its exception goes to the uncaught exception handler
 * of the thread, as with any executor.
 */
public final class SerialExecutor implements Executor {
    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();

    @Override
    public void execute(Runnable action) {
        actions.add(action);
        if (pending.getAndIncrement() > 0) {
            return;
        }
        do {
            run(actions.remove());
        } while (pending.decrementAndGet() > 0);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) {
            report(thrown);
        }
    }

    private static void report(Throwable thrown) {
        Thread thread = Thread.currentThread();
        try {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        } catch (Throwable ignored) {
            // As where a thread ends: what the handler throws is ignored.
        }
    }
}
