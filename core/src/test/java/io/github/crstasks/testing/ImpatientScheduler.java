package io.github.crstasks.testing;

import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The system clock, but delays that are too short to matter, such as the one that collects polls, pass at once. */
public final class ImpatientScheduler implements DelayScheduler {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        return delay.compareTo(SHORT) <= 0
                ? CompletableFuture.completedFuture(null)
                : new CompletableFuture<Void>()
                        .completeOnTimeout(null, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
    }
}
