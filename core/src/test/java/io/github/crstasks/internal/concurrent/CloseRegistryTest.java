package io.github.crstasks.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CloseRegistryTest {
    private final CloseRegistry registry = new CloseRegistry();
    private final List<String> run = new ArrayList<>();

    @Test
    void closingRunsTheRegisteredActions() {
        registry.register(() -> run.add("a"), new CompletableFuture<>());
        registry.register(() -> run.add("b"), new CompletableFuture<>());
        assertThat(run).isEmpty();
        assertThat(registry.isClosed()).isFalse();

        registry.close();

        assertThat(run).containsExactlyInAnyOrder("a", "b");
        assertThat(registry.isClosed()).isTrue();
    }

    @Test
    void actionRegisteredAfterTheClosingRunsAtOnce() {
        registry.close();
        registry.register(() -> run.add("late"), new CompletableFuture<>());

        assertThat(run).containsExactly("late");
    }

    @Test
    void actionOfACompletedFutureDoesNotRun() {
        CompletableFuture<String> completed = new CompletableFuture<>();
        CompletableFuture<String> failed = new CompletableFuture<>();
        registry.register(() -> run.add("completed"), completed);
        registry.register(() -> run.add("failed"), failed);
        completed.complete("done");
        failed.completeExceptionally(new IllegalStateException("failed"));

        registry.close();

        assertThat(run).isEmpty();
    }

    @Test
    void actionThatCompletesItsFutureRunsOnce() {
        CompletableFuture<String> future = new CompletableFuture<>();
        registry.register(
                () -> {
                    run.add("once");
                    future.complete("closed");
                },
                future);

        registry.close();
        registry.close();

        assertThat(run).containsExactly("once");
    }

    @Test
    void actionOfACompletedFutureIsReleased() {
        WeakReference<Runnable> action = completed();

        while (action.get() != null && !Thread.currentThread().isInterrupted()) {
            System.gc();
        }
        assertThat(action.get()).isNull();
    }

    private WeakReference<Runnable> completed() {
        CompletableFuture<String> future = new CompletableFuture<>();
        Runnable action = () -> future.complete("closed");
        registry.register(action, future);
        future.complete("done");
        return new WeakReference<>(action);
    }
}
