package io.github.crstasks.waiting;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

enum SystemTimer implements Timer {
    ONLY;

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // It could only tell what the returned future tells.
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> alarm = new CompletableFuture<Void>()
                .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        // What follows must not hold up the one thread that keeps the delays of the whole program.
        CompletableFuture<Void> handedOn = alarm.thenRunAsync(() -> {});
        handedOn.whenComplete((passed, cancelled) -> alarm.cancel(false));
        return handedOn;
    }
}
