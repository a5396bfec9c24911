package io.github.crstasks.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemSchedulerTest {
    private final SystemScheduler scheduler = new SystemScheduler();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void delayPassesNoEarlierThanItShould() throws Exception {
        long start = scheduler.nanoTime();

        scheduler.after(Duration.ofMillis(10)).get(30, TimeUnit.SECONDS);

        assertThat(scheduler.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
    }

    @Test
    void longestDelayDoesNotOverflow() {
        CompletableFuture<Void> never = scheduler.after(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(scheduler.after(Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30));
        assertThat(never).isNotDone();
        never.cancel(false);
    }

    @Test
    void cancelledDelayIsReleased() {
        WeakReference<CompletableFuture<Void>> delay = cancelled();

        while (delay.get() != null && !Thread.currentThread().isInterrupted()) {
            System.gc();
        }
        assertThat(delay.get()).isNull();
    }

    private WeakReference<CompletableFuture<Void>> cancelled() {
        CompletableFuture<Void> delay = scheduler.after(Duration.ofDays(1));
        delay.cancel(false);
        return new WeakReference<>(delay);
    }
}
