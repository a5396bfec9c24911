package io.github.crstasks.testkit;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Interrupts threads within the calls that they lay open to it, and nowhere else. */
final class Interruptions {
    private final Set<Thread> open = new LinkedHashSet<>();

    /** Makes a call that may be interrupted; the flag is down afterwards. */
    <T> T during(Callable<T> call) throws Exception {
        synchronized (open) {
            open.add(Thread.currentThread());
        }
        try {
            return call.call();
        } finally {
            synchronized (open) {
                open.remove(Thread.currentThread());
            }
            Thread.interrupted();
        }
    }

    /** Interrupts the call that has lasted longest, if there is one. */
    void strike() {
        synchronized (open) {
            Iterator<Thread> threads = open.iterator();
            if (threads.hasNext()) {
                threads.next().interrupt();
                threads.remove();
            }
        }
    }
}
