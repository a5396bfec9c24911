package io.github.crstasks.tests.support;

import io.github.crstasks.waiting.DelayScheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Virtual time, which a test advances from one delay to the next. Delays that end at the same moment end in the order in
 * which they were scheduled. Safe for use by several threads.
 */
public final class VirtualTimeScheduler implements DelayScheduler {
    private final TreeSet<Delay> delays =
            new TreeSet<>(Comparator.comparingLong(Delay::end).thenComparing(Delay::number));
    private long now;
    private long scheduled;

    private record Delay(long end, long number, CompletableFuture<Void> passed) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    /** Returns the time since the creation of this scheduler. */
    public Duration elapsed() {
        return Duration.ofNanos(nanoTime());
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        Delay added = add(delay, passed);
        var unused = passed.whenComplete((done, cancelled) -> remove(added));
        return passed;
    }

    private synchronized Delay add(Duration delay, CompletableFuture<Void> passed) {
        Delay added = new Delay(now + TimeUnit.NANOSECONDS.convert(delay), scheduled++, passed);
        delays.add(added);
        notifyAll();
        return added;
    }

    private synchronized void remove(Delay delay) {
        delays.remove(delay);
        notifyAll();
    }

    /** Advances to the end of the next delay and completes it on the calling thread; returns whether there was one. */
    public boolean advance() {
        return advanceWithin(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** Does the same as {@link #advance}, unless the next delay ends after a moment. */
    public boolean advanceWithin(Duration moment) {
        CompletableFuture<Void> passed;
        synchronized (this) {
            if (delays.isEmpty() || delays.first().end() > moment.toNanos()) {
                return false;
            }
            Delay next = delays.first();
            delays.remove(next);
            now = next.end();
            passed = next.passed();
        }
        passed.complete(null);
        return true;
    }

    /** Returns how many delays have not ended yet. */
    public synchronized int pending() {
        return delays.size();
    }

    /** Returns the moment at which the next delay ends. */
    public synchronized Duration nextEnd() {
        return Duration.ofNanos(delays.first().end());
    }

    /** Waits until the number of pending delays is one of these: then no other thread has work left to do. */
    public synchronized void awaitPending(Integer... numbers) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!List.of(numbers).contains(delays.size())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("delays are still pending: " + delays.size());
            }
            try {
                wait(1000);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
