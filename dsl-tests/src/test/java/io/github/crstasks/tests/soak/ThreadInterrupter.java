package io.github.crstasks.tests.soak;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** Interrupts threads, but only during calls that they make through this class. */
final class ThreadInterrupter {
    private final Set<Thread> calling = new LinkedHashSet<>();

    /** Makes a call that may be interrupted, and clears the interrupt flag afterwards. */
    <T> T call(Callable<T> call) throws Exception {
        synchronized (calling) {
            calling.add(Thread.currentThread());
        }
        try {
            return call.call();
        } finally {
            synchronized (calling) {
                calling.remove(Thread.currentThread());
            }
            Thread.interrupted();
        }
    }

    /** Interrupts the call that has been running longest, if any. */
    void interruptOldest() {
        synchronized (calling) {
            Iterator<Thread> threads = calling.iterator();
            if (threads.hasNext()) {
                threads.next().interrupt();
                threads.remove();
            }
        }
    }
}
