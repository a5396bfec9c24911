package io.github.crstasks.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** No time passes and no alarm rings but by hand. */
final class HandRungTimer implements Timer {
    final List<Duration> delays = new ArrayList<>();
    final List<CompletableFuture<Void>> alarms = new ArrayList<>();
    private Duration now = Duration.ofSeconds(1_000);

    @Override
    public long nanoTime() {
        return now.toNanos();
    }

    @Override
    public CompletableFuture<Void> after(Duration delay) {
        delays.add(delay);
        CompletableFuture<Void> alarm = new CompletableFuture<>();
        alarms.add(alarm);
        return alarm;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void ring(int alarm) {
        alarms.get(alarm).complete(null);
    }

    /** Rings the first that has not rung and was not given up. */
    void ringNext() {
        pending().get(0).complete(null);
    }

    List<CompletableFuture<Void>> pending() {
        return alarms.stream().filter(alarm -> !alarm.isDone()).toList();
    }
}
