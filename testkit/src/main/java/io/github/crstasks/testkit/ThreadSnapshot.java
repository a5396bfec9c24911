package io.github.crstasks.testkit;

import java.util.HashSet;
import java.util.Set;

/** The threads that were alive at one moment, to find out which threads a test leaves behind. */
public final class ThreadSnapshot {
    /** Threads that the JDK starts once for the whole JVM, at the first use by anybody. */
    private static final Set<String> JVM_THREADS = Set.of(
            "CompletableFutureDelayScheduler",
            "Keep-Alive-Timer",
            "Keep-Alive-SocketCleaner",
            "Common-Cleaner",
            "process reaper");

    private final Set<Thread> threads = Set.copyOf(Thread.getAllStackTraces().keySet());

    private ThreadSnapshot() {}

    /**
     * Takes a snapshot of all live threads.
     *
     * @return the snapshot
     */
    public static ThreadSnapshot take() {
        return new ThreadSnapshot();
    }

    /**
     * Returns the threads that are alive now and were not when this snapshot was taken. Threads that the JDK shares within
     * the JVM, those of the common pool among them, and those of {@link ScriptedServer} are left out.
     *
     * @return the new threads
     */
    public Set<Thread> newThreads() {
        Set<Thread> added = new HashSet<>(Thread.getAllStackTraces().keySet());
        added.removeAll(threads);
        added.removeIf(thread -> isShared(thread.getName()));
        return added;
    }

    private static boolean isShared(String name) {
        return JVM_THREADS.contains(name)
                || name.startsWith("ForkJoinPool.commonPool")
                || name.equals(ScriptedServer.THREAD_NAME);
    }
}
