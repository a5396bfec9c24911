package io.github.crstasks.emulator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Counts what arrives, and remembers the latest of what was accepted. */
final class RequestLog {
    static final int REMEMBERED = 10_000;

    private final ArrayDeque<ReceivedRequest> accepted = new ArrayDeque<>();
    private long count;

    synchronized ReceivedRequest arrived(String method, String path, Map<String, String> parameters) {
        return new ReceivedRequest(++count, method, path, parameters);
    }

    synchronized void accepted(ReceivedRequest request) {
        if (accepted.size() == REMEMBERED) {
            accepted.removeFirst();
        }
        accepted.addLast(request);
    }

    synchronized long count() {
        return count;
    }

    synchronized List<ReceivedRequest> accepted() {
        return List.copyOf(accepted);
    }

    synchronized void clear() {
        accepted.clear();
        count = 0;
    }
}
