package io.github.crstasks.tests.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

/** Blocks every thread of the common pool and then runs {@link EveryCallProgram}. */
final class FullCommonPoolProgram {
    private FullCommonPoolProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        int parallelism = ForkJoinPool.getCommonPoolParallelism();
        // With a single thread, CompletableFuture does not use the common pool.
        if (parallelism < 2) {
            throw new IllegalStateException("the common pool has " + parallelism + " threads");
        }
        CountDownLatch blocked = new CountDownLatch(parallelism);
        CountDownLatch never = new CountDownLatch(1);
        for (int thread = 0; thread < parallelism; thread++) {
            ForkJoinPool.commonPool().execute(() -> {
                blocked.countDown();
                awaitUninterruptibly(never);
            });
        }
        blocked.await();
        new EveryCallProgram().accept(arguments);
        System.out.println("every call has ended");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
