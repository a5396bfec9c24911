package io.github.crstasks.emulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Counts the received requests and keeps the latest accepted ones; safe for use by several threads. */
final class RequestLog {
    static final int MAX_ACCEPTED = 10_000;

    private final ArrayDeque<ReceivedRequest> accepted = new ArrayDeque<>();
    private long receivedCount;

    synchronized ReceivedRequest recordReceived(String method, String path, Map<String, String> parameters) {
        return new ReceivedRequest(++receivedCount, method, path, parameters);
    }

    synchronized void recordAccepted(ReceivedRequest request) {
        if (accepted.size() == MAX_ACCEPTED) {
            accepted.removeFirst();
        }
        accepted.addLast(request);
    }

    synchronized long receivedCount() {
        return receivedCount;
    }

    synchronized List<ReceivedRequest> accepted() {
        return List.copyOf(accepted);
    }

    synchronized void clear() {
        accepted.clear();
        receivedCount = 0;
    }
}
