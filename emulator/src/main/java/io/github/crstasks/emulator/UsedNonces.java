package io.github.crstasks.emulator;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * The (nonce, timestamp) pairs used so far, kept only while their timestamp is still valid; safe for use by several
 * threads.
 */
final class UsedNonces {
    private final TreeMap<Long, Set<Long>> noncesByTimestamp = new TreeMap<>();

    /**
     * Adds a pair and removes those that have expired.
     *
     * @param timestamp the timestamp of the request in epoch seconds
     * @param oldestValid the earliest timestamp that is still valid, in epoch seconds
     * @return whether the pair is new
     */
    synchronized boolean addIfNew(long nonce, long timestamp, long oldestValid) {
        noncesByTimestamp.headMap(oldestValid).clear();
        return noncesByTimestamp
                .computeIfAbsent(timestamp, second -> new HashSet<>())
                .add(nonce);
    }

    synchronized int size() {
        return noncesByTimestamp.values().stream().mapToInt(Set::size).sum();
    }
}
