package io.github.crstasks.tests.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts events by name. Safe for use by several threads. */
final class EventCounter {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String event) {
        add(event, 1);
    }

    void add(String event, long times) {
        counts.computeIfAbsent(event, first -> new LongAdder()).add(times);
    }

    boolean hasCounted(String event) {
        return counts.containsKey(event);
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
