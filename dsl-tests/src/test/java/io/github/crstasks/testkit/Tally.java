package io.github.crstasks.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened; safe for use by several threads. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        add(what, 1);
    }

    void add(String what, long times) {
        counts.computeIfAbsent(what, first -> new LongAdder()).add(times);
    }

    boolean has(String what) {
        return counts.containsKey(what);
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts).toString();
    }
}
