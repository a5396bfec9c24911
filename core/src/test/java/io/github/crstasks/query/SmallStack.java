package io.github.crstasks.query;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Runs an action on a thread with a small stack, where a recursion over a deep query would overflow. */
final class SmallStack {
    private SmallStack() {}

    static void run(int bytes, Runnable action) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(action, null);
        Thread thread = new Thread(null, task, "small-stack", bytes);
        thread.start();
        thread.join();
        try {
            task.get();
        } catch (ExecutionException thrown) {
            throw new AssertionError("on a small stack", thrown.getCause());
        }
    }
}
