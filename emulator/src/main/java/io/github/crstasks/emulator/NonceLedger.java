package io.github.crstasks.emulator;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/** The (Nonce, Timestamp) pairs that were used, for as long as their timestamp would still be let in. */
final class NonceLedger {
    private final TreeMap<Long, Set<Long>> noncesByTimestamp = new TreeMap<>();

    /**
     * Uses a pair, once.
     *
     * @param oldest the earliest timestamp, in seconds, that is still let in; what is older need not be remembered
     * @return whether the pair was unused
     */
    synchronized boolean use(long nonce, long timestamp, long oldest) {
        noncesByTimestamp.headMap(oldest).clear();
        return noncesByTimestamp
                .computeIfAbsent(timestamp, second -> new HashSet<>())
                .add(nonce);
    }

    synchronized int size() {
        return noncesByTimestamp.values().stream().mapToInt(Set::size).sum();
    }
}
