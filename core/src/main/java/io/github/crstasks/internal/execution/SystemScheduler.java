package io.github.crstasks.internal.execution;

import io.github.crstasks.internal.concurrent.IdleScheduler;
import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** The time of this machine, with delays on one thread that starts when it is first needed. */
public final class SystemScheduler implements DelayScheduler, AutoCloseable {
    private final IdleScheduler scheduler = new IdleScheduler("crs-tasks-scheduler");

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        Future<?> scheduled = scheduler.schedule(() -> passed.complete(null), delay);
        passed.whenComplete((result, cancelled) -> scheduled.cancel(false));
        return passed;
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
