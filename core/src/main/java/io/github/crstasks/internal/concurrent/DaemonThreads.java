package io.github.crstasks.internal.concurrent;

import java.util.concurrent.ThreadFactory;

/** Creates the threads of this library. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /**
     * Returns a factory of daemon threads that inherit nothing from the thread that first needs them: neither its thread
     * group, which may be interrupted as a whole, nor its context class loader and inheritable thread locals, which would
     * keep a redeployed program in memory.
     *
     * @param name the name of the threads
     * @return a factory whose threads belong to the group of the thread that calls this method, or to the nearest parent
     *     that was not destroyed
     */
    public static ThreadFactory factory(String name) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return action -> {
            Thread thread = thread(group, action, name);
            thread.setDaemon(true);
            thread.setContextClassLoader(DaemonThreads.class.getClassLoader());
            return thread;
        };
    }

    private static Thread thread(ThreadGroup group, Runnable action, String name) {
        try {
            return new Thread(group, action, name, 0, false);
        } catch (IllegalThreadStateException destroyed) {
            // Before JDK 19 a daemon group is destroyed with its last thread. It still knows its parent.
            return thread(group.getParent(), action, name);
        }
    }
}
