package io.github.crstasks.testing;

import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A scheduler without real time: the test advances the clock and completes each delay. Delays are recorded in the order in
 * which they were started.
 */
public final class ManualScheduler implements DelayScheduler {
    private final List<Duration> delays = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> passed = new CopyOnWriteArrayList<>();
    private final boolean skipsDelays;
    private volatile Duration now = Duration.ofSeconds(1_000);

    private ManualScheduler(boolean skipsDelays) {
        this.skipsDelays = skipsDelays;
    }

    /** Returns a scheduler whose delays the test completes. */
    public static ManualScheduler create() {
        return new ManualScheduler(false);
    }

    /** Returns a scheduler whose delays complete at once and advance the clock. */
    public static ManualScheduler skippingDelays() {
        return new ManualScheduler(true);
    }

    @Override
    public long nanoTime() {
        return now.toNanos();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> future = new CompletableFuture<>();
        delays.add(delay);
        passed.add(future);
        if (skipsDelays) {
            advance(delay);
            future.complete(null);
        }
        return future;
    }

    /** Advances the clock without completing a delay. */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    /** Completes a delay without advancing the clock. */
    public void pass(int delay) {
        passed.get(delay).complete(null);
    }

    /** Completes the first pending delay without advancing the clock. */
    public void passNext() {
        pending().get(0).complete(null);
    }

    /** Returns the delays that were started. */
    public List<Duration> delays() {
        return delays;
    }

    /** Returns the future of a delay. */
    public CompletableFuture<Void> delay(int delay) {
        return passed.get(delay);
    }

    /** Returns the delays that were neither completed nor cancelled. */
    public List<CompletableFuture<Void>> pending() {
        return passed.stream().filter(delay -> !delay.isDone()).toList();
    }
}
