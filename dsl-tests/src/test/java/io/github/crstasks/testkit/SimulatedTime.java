package io.github.crstasks.testkit;

import io.github.crstasks.waiting.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Time that passes only when it is told to, from one alarm to the next; of alarms at one moment the earlier set is first. */
final class SimulatedTime implements Timer {
    private final TreeSet<Alarm> alarms =
            new TreeSet<>(Comparator.comparingLong(Alarm::due).thenComparing(Alarm::number));
    private long now;
    private long numbers;

    private record Alarm(long due, long number, CompletableFuture<Void> passed) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    Duration sinceTheStart() {
        return Duration.ofNanos(nanoTime());
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        Alarm alarm = add(delay, passed);
        var unused = passed.whenComplete((done, cancelled) -> remove(alarm));
        return passed;
    }

    private synchronized Alarm add(Duration delay, CompletableFuture<Void> passed) {
        Alarm alarm = new Alarm(now + TimeUnit.NANOSECONDS.convert(delay), numbers++, passed);
        alarms.add(alarm);
        notifyAll();
        return alarm;
    }

    private synchronized void remove(Alarm alarm) {
        alarms.remove(alarm);
        notifyAll();
    }

    /** Goes to the next alarm and lets it ring on this thread; false if there is none. */
    boolean advance() {
        return advanceTo(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** The same, but for alarms after a moment. */
    boolean advanceTo(Duration moment) {
        CompletableFuture<Void> passed;
        synchronized (this) {
            if (alarms.isEmpty() || alarms.first().due() > moment.toNanos()) {
                return false;
            }
            Alarm next = alarms.first();
            alarms.remove(next);
            now = next.due();
            passed = next.passed();
        }
        passed.complete(null);
        return true;
    }

    synchronized int pending() {
        return alarms.size();
    }

    synchronized Duration nextAlarm() {
        return Duration.ofNanos(alarms.first().due());
    }

    /** Waits until one of so many alarms are set: then whatever was under way on other threads has come to rest. */
    void awaitPending(Integer... numbers) {
        awaitUntil(() -> List.of(numbers).contains(alarms.size()));
    }

    /** Waits until the alarms are as they should be. */
    synchronized void awaitUntil(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("still so many alarms are set: " + alarms.size());
            }
            try {
                wait(1000);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
