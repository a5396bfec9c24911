package io.github.crstasks.testkit;

import io.github.crstasks.waiting.Timer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The time of this machine, and how many alarms are set. */
final class CountedTimer implements Timer {
    private final AtomicInteger pending = new AtomicInteger();

    @Override
    public long nanoTime() {
        return Timer.system().nanoTime();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It could only tell what the returned future tells.
    public CompletableFuture<Void> after(Duration delay) {
        pending.incrementAndGet();
        CompletableFuture<Void> alarm = Timer.system().after(delay);
        alarm.whenComplete((passed, cancelled) -> pending.decrementAndGet());
        return alarm;
    }

    int pending() {
        return pending.get();
    }
}
