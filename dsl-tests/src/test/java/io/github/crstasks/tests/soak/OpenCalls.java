package io.github.crstasks.tests.soak;

import io.github.crstasks.TaskClientListener;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Counts the calls that have begun and not ended. A call that has ended twice stays counted. For use by any number of
 * threads.
 */
final class OpenCalls implements TaskClientListener {
    private final ConcurrentMap<String, Integer> startsWithoutEnd = new ConcurrentHashMap<>();

    int count() {
        return startsWithoutEnd.size();
    }

    private void add(String callId, int starts) {
        startsWithoutEnd.merge(callId, starts, (before, added) -> before + added == 0 ? null : before + added);
    }

    @Override
    public void onStarted(StartedEvent event) {
        add(event.callId(), 1);
    }

    @Override
    public void onCompleted(CompletedEvent event) {
        add(event.callId(), -1);
    }
}
