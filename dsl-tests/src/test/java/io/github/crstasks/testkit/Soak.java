package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.emulator.CrsEmulator;
import io.github.crstasks.emulator.Script;
import io.github.crstasks.query.TaskQuery;
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

/** Many threads that call at once, round after round; between two rounds all rest, and what is held can be looked at. */
final class Soak implements AutoCloseable {
    static final int THREADS = 64;

    private final Random random;
    private final Tally tally;
    private final LeapingClock clock = new LeapingClock();
    private final CrsEmulator emulator = CrsEmulator.builder().clock(clock).start();
    private final SoakClients clients = new SoakClients(emulator, clock);
    private final Interruptions interruptions = new Interruptions();
    /** A permit for each call: whoever has all of them knows that all threads rest. */
    private final Semaphore calling = new Semaphore(0);

    private volatile CompletableFuture<Void> signal = new CompletableFuture<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final List<Thread> threads;
    private volatile Round round;

    Soak(Random random, Tally tally) {
        this.random = random;
        this.tally = tally;
        round = nextRound();
        threads = Stream.generate(() -> new SoakCaller(clients, interruptions, tally, new Random(random.nextLong())))
                .limit(THREADS)
                .map(caller -> new Thread(() -> call(caller), "soak"))
                .toList();
        threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
    }

    private record Round(MovingTasks tasks, Interference interference) {}

    /** A clock that can leap, so that the emulator forgets the nonces of the past. */
    private static final class LeapingClock implements InstantSource {
        /** More than a client believes: the header {@code Date} of the emulator comes from the system's clock. */
        private volatile Duration ahead = Duration.ofDays(2);

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        /** By more than a timestamp may differ. */
        void leap() {
            ahead = ahead.plusMinutes(11);
        }
    }

    private Round nextRound() {
        Instant second = clock.instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        MovingTasks tasks = new MovingTasks(emulator.tasks(), new Random(random.nextLong()), second);
        return new Round(tasks, new Interference(tasks, interruptions, tally, new Random(random.nextLong())));
    }

    private void call(SoakCaller caller) {
        while (!end.isDone()) {
            signal.join();
            calling.acquireUninterruptibly();
            try {
                if (signal.isDone() && !end.isDone()) {
                    caller.ask(round.tasks);
                }
            } catch (Throwable thrown) {
                end.completeExceptionally(thrown);
            } finally {
                calling.release();
            }
        }
    }

    /** Lets all threads call for so long, and rest again; what is held then. */
    Footprint round(Duration length) throws Exception {
        emulator.script(round.interference);
        calling.release(THREADS);
        signal.complete(null);
        try {
            end.get(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException allIsWell) {
            rest();
        }
        return Footprint.now();
    }

    private void rest() throws InterruptedException {
        // Nothing more goes wrong, but what is silent remains so.
        emulator.script(Script.none());
        signal = new CompletableFuture<>();
        long patience = System.nanoTime() + SoakCall.LIMIT.toNanos();
        for (int resting = 0; resting < THREADS; ) {
            if (calling.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                resting++;
            } else {
                interruptions.strike();
                assertThat(patience - System.nanoTime())
                        .as("time left for %d calls to end", THREADS - resting)
                        .isPositive();
            }
        }
        assertThat(ClosingCases.becomes(() -> clients.underWay() == 0, SoakCall.LIMIT))
                .as("%d exchanges and alarms of calls that have ended", clients.underWay())
                .isTrue();
        round.interference.end();
        emulator.reset();
        clock.leap();
        round = nextRound();
        // The first nonce of a time is when the emulator forgets those of the past.
        clients.lines()
                .forEach(line -> assertThat(line.hasty().count(TaskQuery.all()).isRight())
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
        signal.complete(null);
        round.interference.end();
        ClosingCases.becomes(
                () -> {
                    interruptions.strike();
                    return threads.stream().noneMatch(Thread::isAlive);
                },
                SoakCall.LIMIT);
        clients.close();
        emulator.close();
    }
}
