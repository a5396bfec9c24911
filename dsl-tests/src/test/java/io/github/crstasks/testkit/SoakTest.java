package io.github.crstasks.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.testkit.SoakCaller.Question;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever users ask, asked by many threads at once while the tasks move and much goes wrong: for some seconds, or as many
 * minutes as {@code soak.minutes} says. {@code soak.seed} repeats what chance decides, though not which thread is first.
 */
@Tag("soak")
class SoakTest {
    private static final Duration LENGTH =
            Duration.ofMinutes(Long.getLong("soak.minutes", 0)).plusSeconds(5);
    private static final Duration ROUND = LENGTH.dividedBy(LENGTH.toMinutes() > 0 ? 100 : 5);

    /** How much longer it may go on until everything has happened once. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long MORE_HEAP = 2 << 20;
    private static final long MORE_DIRECT = 8 << 20;
    /** Each caller has four pages in flight at the most, each of them a thread and a socket at either end. */
    private static final int MOST_THREADS = 10 * Soak.THREADS;

    private static final int MOST_SOCKETS = 10 * Soak.THREADS;
    /** The JDK keeps one for closing others. */
    private static final int SOCKETS_OF_THE_JVM = 1;

    private static final Duration SOON = Duration.ofSeconds(60);

    private final long seed = Long.getLong("soak.seed", System.nanoTime());
    private final Tally tally = new Tally();

    @Test
    void no_task_is_lost_and_nothing_is_left() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("the heap of this test, which the build sets")
                .isLessThanOrEqualTo(128L << 20);
        System.out.println("soak.seed=" + seed);
        Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
        int socketsBefore = Footprint.openSockets();
        try (Soak soak = new Soak(new Random(seed), tally)) {
            run(soak);
            System.out.println(soak.exchanges() + " exchanges, " + tally);
        }
        assertThat(ClosingCases.becomes(() -> Footprint.openSockets() <= socketsBefore + SOCKETS_OF_THE_JVM, SOON))
                .as("sockets are left: %d after %d", Footprint.openSockets(), socketsBefore)
                .isTrue();
        assertThat(ClosingCases.becomes(() -> left(threadsBefore).isEmpty(), SOON))
                .as("threads are left: %s", left(threadsBefore))
                .isTrue();
    }

    /** What is held is compared with the least of the first tenth of the time. */
    private void run(Soak soak) throws Exception {
        long start = System.nanoTime();
        Duration gone = Duration.ZERO;
        long heap = Long.MAX_VALUE;
        long direct = Long.MAX_VALUE;
        while (gone.compareTo(LENGTH) < 0 || !(missing().isEmpty() || gone.compareTo(LENGTH.plus(PATIENCE)) > 0)) {
            Footprint now = soak.round(ROUND);
            gone = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("after " + gone.toSeconds() + " s " + now);
            if (gone.compareTo(LENGTH.dividedBy(10)) < 0 || heap == Long.MAX_VALUE) {
                heap = Math.min(heap, now.heap());
                direct = Math.min(direct, now.direct());
            }
            assertThat(now.threads()).as("threads").isLessThan(MOST_THREADS);
            assertThat(now.sockets()).as("sockets").isLessThan(MOST_SOCKETS);
            long mostHeap = heap + MORE_HEAP;
            // The service lets go of a round a little later than its clients.
            assertThat(ClosingCases.becomes(() -> Footprint.now().heap() < mostHeap, SOON))
                    .as("heap of %,d bytes at the most", mostHeap)
                    .isTrue();
            assertThat(now.direct()).as("direct buffers").isLessThan(direct + MORE_DIRECT);
        }
        assertThat(missing()).as("what never happened").isEmpty();
    }

    private List<String> missing() {
        return Stream.concat(Stream.of(Question.values()).map(Question::name), Interference.names().stream())
                .filter(name -> !tally.has(name))
                .toList();
    }

    /** But for the threads that Failsafe starts once for the whole JVM. */
    private static Set<Thread> left(Set<Thread> before) {
        Set<Thread> left = ClosingCases.left(before);
        left.removeIf(thread -> thread.getName().equals("FailsafeDelayScheduler")
                || thread.getName().startsWith("ForkJoinPool-"));
        return left;
    }
}
