package io.github.crstasks.internal.execution;

import io.github.crstasks.internal.Extensions;
import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Wraps a caller-supplied scheduler, so that what it throws names it as the origin. */
public final class GuardedScheduler implements DelayScheduler {
    private final DelayScheduler scheduler;

    /** Creates a scheduler that delegates to the given one. */
    public GuardedScheduler(DelayScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public long nanoTime() {
        return Extensions.call("scheduler", scheduler::nanoTime);
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        return Extensions.start("scheduler", () -> scheduler.after(delay));
    }
}
