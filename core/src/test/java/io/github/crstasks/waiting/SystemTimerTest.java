package io.github.crstasks.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SystemTimerTest {
    private final Timer timer = Timer.system();

    @Test
    void time_has_passed_when_the_future_completes_and_what_follows_does_not_hold_up_other_delays() throws Exception {
        long start = timer.nanoTime();
        CompletableFuture<Void> released = new CompletableFuture<>();
        // Not by this thread: if the time has passed already, it would be the one that is held up.
        CompletableFuture<Void> blocking = CompletableFuture.runAsync(
                () -> timer.after(Duration.ofMillis(5)).thenRun(released::join).join(),
                task -> new Thread(task).start());

        timer.after(Duration.ofMillis(10)).get(30, TimeUnit.SECONDS);

        assertThat(timer.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(10));
        released.complete(null);
        blocking.join();
    }

    @Test
    void the_longest_delay_there_is_does_not_overflow() {
        CompletableFuture<Void> never = timer.after(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(timer.after(Duration.ofMillis(1))).succeedsWithin(Duration.ofSeconds(30));
        assertThat(never).isNotDone();
        never.cancel(false);
    }

    @Test
    void cancelling_leaves_nothing_in_the_queue_of_delays() {
        WeakReference<CompletableFuture<Void>> delay = cancelled();

        while (delay.get() != null && !Thread.currentThread().isInterrupted()) {
            System.gc();
        }
        assertThat(delay.get()).isNull();
    }

    private WeakReference<CompletableFuture<Void>> cancelled() {
        CompletableFuture<Void> delay = timer.after(Duration.ofDays(1));
        delay.cancel(false);
        return new WeakReference<>(delay);
    }
}
