package io.github.crstasks.tests.soak;

import io.github.crstasks.internal.execution.SystemScheduler;
import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The system scheduler, with a count of its pending delays. */
final class CountingDelayScheduler implements DelayScheduler, AutoCloseable {
    private final SystemScheduler scheduler = new SystemScheduler();
    private final AtomicInteger pending = new AtomicInteger();

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        pending.incrementAndGet();
        CompletableFuture<Void> end = scheduler.after(delay);
        end.whenComplete((passed, cancelled) -> pending.decrementAndGet());
        return end;
    }

    @Override
    public void close() {
        scheduler.close();
    }

    int pending() {
        return pending.get();
    }
}
