package io.github.crstasks.internal.concurrent;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs actions after a delay on one daemon thread, which starts when it is first needed and ends with {@link #close()} or
 * after ten seconds without a scheduled action.
 *
 * <p>Safe for use by any number of threads.
 */
public final class IdleScheduler implements AutoCloseable {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final ScheduledThreadPoolExecutor executor;

    /**
     * Creates a scheduler without a thread.
     *
     * @param threadName the name of its thread
     */
    public IdleScheduler(String threadName) {
        this(threadName, KEEP_ALIVE);
    }

    IdleScheduler(String threadName, Duration keepAlive) {
        executor = new ScheduledThreadPoolExecutor(
                1, DaemonThreads.factory(threadName), new ThreadPoolExecutor.DiscardPolicy());
        executor.setKeepAliveTime(keepAlive.toNanos(), TimeUnit.NANOSECONDS);
        executor.allowCoreThreadTimeOut(true);
        // A cancelled action would otherwise stay in memory until its delay has passed.
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Schedules an action; after {@link #close()} it never runs.
     *
     * @param action runs on the scheduler's thread and must not block
     * @param delay zero or more, saturated at 292 years
     * @return a future that cancels the action
     */
    public Future<?> schedule(Runnable action, Duration delay) {
        return executor.schedule(action, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }

    /** Discards the scheduled actions and ends the thread, without interrupting a running action. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
