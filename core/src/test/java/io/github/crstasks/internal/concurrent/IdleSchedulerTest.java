package io.github.crstasks.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdleSchedulerTest {
    private static final Duration DAY = Duration.ofDays(1);

    private final IdleScheduler scheduler = new IdleScheduler("idle-scheduler-test", Duration.ofMillis(20));

    @AfterEach
    void close() {
        scheduler.close();
    }

    /** Runs an action and returns the thread that ran it. */
    private Thread threadOf(IdleScheduler executing) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        var unused = executing.schedule(() -> thread.complete(Thread.currentThread()), Duration.ZERO);
        return thread.join();
    }

    private static void assertEnds(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void threadIsADaemonThatDoesNotKeepTheContextClassLoader() {
        Thread thread = threadOf(scheduler);

        assertThat(thread.getName()).isEqualTo("idle-scheduler-test");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(IdleScheduler.class.getClassLoader());
    }

    @Test
    void schedulerWithoutActionsHasNoThread() {
        IdleScheduler idle = new IdleScheduler("scheduler-without-actions");

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("scheduler-without-actions");
        idle.close();
    }

    @Test
    void threadInheritsNothingFromTheThreadThatNeedsItFirst() throws InterruptedException {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        ThreadGroup group = new ThreadGroup("group of the caller");
        CompletableFuture<String> inherited = new CompletableFuture<>();
        CompletableFuture<ThreadGroup> inheritedGroup = new CompletableFuture<>();
        Thread caller = new Thread(group, () -> {
            local.set("of the caller");
            var unused = scheduler.schedule(
                    () -> {
                        inherited.complete(String.valueOf(local.get()));
                        inheritedGroup.complete(Thread.currentThread().getThreadGroup());
                    },
                    Duration.ZERO);
        });
        caller.start();
        caller.join();

        assertThat(inherited.join()).isEqualTo("null");
        assertThat(inheritedGroup.join()).isNotSameAs(group);
    }

    @Test
    void threadEndsWhenItIsIdleAndStartsAgainWhenItIsNeeded() throws InterruptedException {
        Thread first = threadOf(scheduler);
        assertEnds(first);

        Thread second = threadOf(scheduler);
        assertThat(second).isNotSameAs(first);
        assertEnds(second);
    }

    @Test
    void cancelledActionDoesNotKeepTheThread() throws InterruptedException {
        Future<?> later = scheduler.schedule(() -> {}, DAY);
        Thread thread = threadOf(scheduler);

        later.cancel(false);

        assertEnds(thread);
    }

    @Test
    void scheduledActionKeepsTheThreadUntilTheClosing() throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        var unused = scheduler.schedule(() -> ran.set(true), DAY);
        Thread thread = threadOf(scheduler);

        scheduler.close();

        assertEnds(thread);
        assertThat(ran).isFalse();
    }

    @Test
    void closingDoesNotInterruptARunningAction() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        var unused = scheduler.schedule(
                () -> {
                    running.countDown();
                    try {
                        closed.await();
                        interrupted.complete(Thread.currentThread().isInterrupted());
                    } catch (InterruptedException thrown) {
                        interrupted.complete(true);
                    }
                },
                Duration.ZERO);
        running.await();

        scheduler.close();
        closed.countDown();

        assertThat(interrupted.join()).isFalse();
    }

    @Test
    void actionScheduledAfterTheClosingNeverRuns() {
        scheduler.close();
        AtomicBoolean ran = new AtomicBoolean();

        Future<?> action = scheduler.schedule(() -> ran.set(true), Duration.ZERO);

        assertThat(action).isNotNull();
        assertThat(ran).isFalse();
    }

    @Test
    void longestDelayDoesNotOverflow() {
        AtomicBoolean ran = new AtomicBoolean();
        var unused = scheduler.schedule(() -> ran.set(true), Duration.ofSeconds(Long.MAX_VALUE));

        threadOf(scheduler);

        assertThat(ran).isFalse();
    }

    @Test
    @SuppressWarnings("removal") // Only a daemon group is destroyed with its last thread.
    void actionRunsAlthoughTheGroupOfTheCreatingThreadWasDestroyed() throws InterruptedException {
        ThreadGroup group = new ThreadGroup("group of the creator");
        group.setDaemon(true);
        CompletableFuture<IdleScheduler> created = new CompletableFuture<>();
        Thread creator = new Thread(group, () -> created.complete(new IdleScheduler("orphan")));
        creator.start();
        creator.join();
        CompletableFuture<String> run = new CompletableFuture<>();

        try (IdleScheduler scheduler = created.join()) {
            assertThat(scheduler.schedule(() -> run.complete("run"), Duration.ZERO))
                    .isNotCancelled();
            assertThat(run.join()).isEqualTo("run");
        }
    }
}
