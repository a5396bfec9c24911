package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.RequestInterceptor;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Rounds of concurrent calls by many threads. All threads are idle between two rounds, so that resources can be measured. */
final class SoakRun implements AutoCloseable {
    static final int THREADS = 64;

    private final Random random;
    private final EventCounter events;
    private final AdvancingClock clock = new AdvancingClock();
    private final CrsEmulator emulator = CrsEmulator.builder().clock(clock).start();
    private final SoakClients clients = new SoakClients(emulator, clock);
    private final ThreadInterrupter interrupter = new ThreadInterrupter();
    /** Each call takes a permit. When all permits are free, all threads are idle. */
    private final Semaphore calling = new Semaphore(0);

    private volatile CompletableFuture<Void> start = new CompletableFuture<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final List<Thread> threads;
    private int rounds;
    private volatile Round round;

    SoakRun(Random random, EventCounter events) {
        this.random = random;
        this.events = events;
        round = nextRound();
        threads = Stream.generate(() -> new SoakCaller(clients, interrupter, events, new Random(random.nextLong())))
                .limit(THREADS)
                .map(caller -> new Thread(() -> call(caller), "soak"))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private record Round(ChangingTasks tasks, ChaosScript chaos) {}

    /** A clock that can be advanced, so that the emulator forgets old nonces. */
    private static final class AdvancingClock implements InstantSource {
        /** Too far ahead for a client to correct its clock by the {@code Date} header, which follows the system clock. */
        private volatile Duration ahead = Duration.ofDays(2);

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        /** Advances by more than the service accepts as the age of a timestamp. */
        void advance() {
            ahead = ahead.plusMinutes(11);
        }
    }

    private Round nextRound() {
        ListShape shape = ListShape.ofRound(rounds++, random);
        emulator.changeBehaviour(documented -> shape.behaviour());
        Instant second = clock.instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        ChangingTasks tasks = new ChangingTasks(emulator.tasks(), shape, new Random(random.nextLong()), second);
        return new Round(tasks, new ChaosScript(tasks, interrupter, events, new Random(random.nextLong())));
    }

    private void call(SoakCaller caller) {
        while (!end.isDone()) {
            start.join();
            calling.acquireUninterruptibly();
            try {
                if (start.isDone() && !end.isDone()) {
                    caller.callOnce(round.tasks);
                }
            } catch (Throwable thrown) {
                end.completeExceptionally(thrown);
            } finally {
                calling.release();
            }
        }
    }

    /** Lets all threads make calls for a time, waits until they are idle, and measures the resources in use. */
    ResourceUsage runRound(Duration length) throws Exception {
        emulator.intercept(round.chaos);
        calling.release(THREADS);
        start.complete(null);
        try {
            end.get(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException endOfRound) {
            awaitIdle();
        }
        return ResourceUsage.measure();
    }

    private void awaitIdle() throws InterruptedException {
        // No further request fails, but unanswered ones remain unanswered.
        emulator.intercept(RequestInterceptor.none());
        start = new CompletableFuture<>();
        long deadline = System.nanoTime() + SoakCall.LIMIT.toNanos();
        for (int idle = 0; idle < THREADS; ) {
            if (calling.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                idle++;
            } else {
                interrupter.interruptOldest();
                assertThat(deadline - System.nanoTime())
                        .as("remaining time for %d calls to end", THREADS - idle)
                        .isPositive();
            }
        }
        assertThat(Eventually.holds(() -> clients.running() == 0, SoakCall.LIMIT))
                .as("%d exchanges, delays and missing ends of calls that have ended", clients.running())
                .isTrue();
        round.chaos.end();
        emulator.reset();
        clock.advance();
        round = nextRound();
        // The emulator forgets old nonces when it receives the first nonce after they expired.
        clients.routes()
                .forEach(
                        route -> assertThat(route.hasty().count(TaskQuery.all()).isRight())
                                .isTrue());
    }

    int exchanges() {
        return clients.exchanges();
    }

    /** Ends the threads, the clients and the emulator. */
    @Override
    public void close() {
        end.complete(null);
        calling.release(THREADS);
        start.complete(null);
        round.chaos.end();
        Eventually.holds(
                () -> {
                    interrupter.interruptOldest();
                    return threads.stream().noneMatch(Thread::isAlive);
                },
                SoakCall.LIMIT);
        clients.close();
        emulator.close();
    }
}
