package io.github.crstasks.waiting;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets many threads act, one at a time: an action is done by whoever brings it, or by whoever is at one already. */
final class Turns {
    private final Queue<Runnable> actions = new ConcurrentLinkedQueue<>();
    private final AtomicInteger toDo = new AtomicInteger();

    void take(Runnable action) {
        actions.add(action);
        if (toDo.getAndIncrement() > 0) {
            return;
        }
        do {
            actions.remove().run();
        } while (toDo.decrementAndGet() > 0);
    }
}
