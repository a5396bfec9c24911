package io.github.crstasks.tests.soak;

import io.github.crstasks.TaskClientListener;
import io.github.crstasks.paging.TraversalEvent;
import java.util.concurrent.atomic.AtomicLong;

/** Counts how often clients said that a list may be incomplete. For use by any number of threads. */
final class DoubtCounter implements TaskClientListener {
    private final AtomicLong doubts = new AtomicLong();

    long count() {
        return doubts.get();
    }

    @Override
    public void onTraversal(TraversalEvent event) {
        if (event instanceof TraversalEvent.CompletenessAssumed) {
            doubts.incrementAndGet();
        }
    }
}
