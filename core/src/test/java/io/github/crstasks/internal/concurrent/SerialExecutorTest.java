package io.github.crstasks.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class SerialExecutorTest {
    private final SerialExecutor executor = new SerialExecutor();
    private final List<Object> log = new ArrayList<>();

    @Test
    void actionRunsOnTheSubmittingThread() {
        executor.execute(() -> log.add(Thread.currentThread()));

        assertThat(log).containsExactly(Thread.currentThread());
    }

    @Test
    void actionSubmittedByAnActionRunsAfterIt() {
        executor.execute(() -> {
            executor.execute(() -> log.add("second"));
            executor.execute(() -> log.add("third"));
            log.add("first");
        });

        assertThat(log).containsExactly("first", "second", "third");
    }

    @Test
    void actionSubmittedWhileAnotherRunsIsRunByItsThread() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch submitted = new CountDownLatch(1);
        Thread first = new Thread(() -> executor.execute(() -> {
            running.countDown();
            awaitUninterrupted(submitted);
        }));
        first.start();
        running.await();

        executor.execute(() -> log.add(Thread.currentThread()));
        assertThat(log).isEmpty();
        submitted.countDown();
        first.join();

        assertThat(log).containsExactly(first);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    static List<Throwable> anything() {
        return List.of(new IllegalStateException("unchecked"), new Exception("checked"), new AssertionError("error"));
    }

    @ParameterizedTest
    @MethodSource("anything")
    void actionThatThrowsDoesNotStopLaterOnes(Throwable thrown) throws InterruptedException {
        Thread thread = new Thread(() -> {
            executor.execute(() -> {
                executor.execute(() -> log.add("submitted before"));
                throw Rethrow.unchecked(thrown);
            });
            executor.execute(() -> log.add("submitted afterwards"));
        });
        thread.setUncaughtExceptionHandler((where, what) -> log.add(what));
        thread.start();
        thread.join();

        assertThat(log).containsExactly(thrown, "submitted before", "submitted afterwards");
    }

    @Test
    void endlessRecursionOfActionsDoesNotOverflowTheStack() {
        AtomicInteger count = new AtomicInteger();
        executor.execute(new Runnable() {
            @Override
            public void run() {
                if (count.incrementAndGet() < 1_000_000) {
                    executor.execute(this);
                }
            }
        });

        assertThat(count).hasValue(1_000_000);
    }

    @Test
    void actionsOfManyThreadsRunOneAtATimeInTheOrderOfEachThread() throws InterruptedException {
        int threads = 8;
        int actions = 20_000;
        int[] next = new int[threads];
        AtomicInteger running = new AtomicInteger();
        AtomicInteger violations = new AtomicInteger();
        List<Thread> submitters = IntStream.range(0, threads)
                .mapToObj(id -> new Thread(() -> IntStream.range(0, actions)
                        .forEach(action -> executor.execute(() -> {
                            boolean isAlone = running.incrementAndGet() == 1;
                            boolean isInOrder = next[id]++ == action;
                            violations.addAndGet(isAlone && isInOrder ? 0 : 1);
                            running.decrementAndGet();
                        }))))
                .toList();
        submitters.forEach(Thread::start);
        for (Thread submitter : submitters) {
            submitter.join();
        }

        assertThat(violations).hasValue(0);
        assertThat(next).containsOnly(actions);
    }

    @Test
    void uncaughtExceptionHandlerThatThrowsDoesNotStopLaterActions() throws InterruptedException {
        Thread thread = new Thread(() -> {
            executor.execute(() -> {
                throw new IllegalStateException("action");
            });
            executor.execute(() -> log.add("submitted afterwards"));
        });
        thread.setUncaughtExceptionHandler((where, what) -> {
            log.add(what.getMessage());
            throw new IllegalStateException("handler");
        });
        thread.start();
        thread.join();

        assertThat(log).containsExactly("action", "submitted afterwards");
    }
}
