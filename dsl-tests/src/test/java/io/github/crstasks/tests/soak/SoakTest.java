package io.github.crstasks.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.crstasks.testkit.Eventually;
import io.github.crstasks.testkit.ThreadSnapshot;
import io.github.crstasks.tests.soak.SoakCaller.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many threads make all kinds of calls while tasks change and requests fail. In every other round, seconds fill pages, their
 * rows change their order from reply to reply, and some rows have no time. Runs for 5 seconds, or for the number of minutes
 * in the system property {@code soak.minutes}. {@code soak.seed} repeats random decisions, but not the order of threads.
 */
@Tag("small-heap")
class SoakTest {
    private static final Duration DURATION =
            Duration.ofMinutes(Long.getLong("soak.minutes", 0)).plusSeconds(5);
    private static final Duration ROUND = DURATION.dividedBy(DURATION.toMinutes() > 0 ? 100 : 5);

    /** How much longer the test may run until every kind of call and fault has occurred. */
    private static final Duration EXTENSION = Duration.ofMinutes(2);

    private static final long MAX_HEAP_GROWTH = 2 << 20;
    private static final long MAX_DIRECT_GROWTH = 8 << 20;
    /** Each caller has at most four pages in flight, with a thread and a socket at both ends. */
    private static final int MAX_THREADS = 10 * SoakRun.THREADS;

    private static final int MAX_SOCKETS = 10 * SoakRun.THREADS;
    /** The JDK keeps one socket for closing others. */
    private static final int JVM_SOCKETS = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed = Long.getLong("soak.seed", System.nanoTime());
    private final EventCounter events = new EventCounter();

    @Test
    void resultsAreRightAndResourcesAreReleased() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory())
                .as("maximum heap, which the build sets for this test")
                .isLessThanOrEqualTo(128L << 20);
        System.out.println("soak.seed=" + seed);
        ThreadSnapshot threadsBefore = ThreadSnapshot.take();
        int socketsBefore = ResourceUsage.openSockets();
        try (SoakRun soak = new SoakRun(new Random(seed), events)) {
            run(soak);
            System.out.println(soak.exchanges() + " exchanges, " + events);
        }
        assertThat(Eventually.holds(() -> ResourceUsage.openSockets() <= socketsBefore + JVM_SOCKETS, PATIENCE))
                .as("%d open sockets after %d before the test", ResourceUsage.openSockets(), socketsBefore)
                .isTrue();
        assertThat(Eventually.holds(() -> threadsBefore.newThreads().isEmpty(), PATIENCE))
                .as("remaining threads: %s", threadsBefore.newThreads())
                .isTrue();
    }

    /** Compares the memory in use with its minimum during the first tenth of the time. */
    private void run(SoakRun soak) throws Exception {
        long start = System.nanoTime();
        Duration elapsed = Duration.ZERO;
        long heap = Long.MAX_VALUE;
        long direct = Long.MAX_VALUE;
        while (elapsed.compareTo(DURATION) < 0
                || !(missingEvents().isEmpty() || elapsed.compareTo(DURATION.plus(EXTENSION)) > 0)) {
            ResourceUsage usage = soak.runRound(ROUND);
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            System.out.println("after " + elapsed.toSeconds() + " s " + usage);
            if (elapsed.compareTo(DURATION.dividedBy(10)) < 0 || heap == Long.MAX_VALUE) {
                heap = Math.min(heap, usage.heap());
                direct = Math.min(direct, usage.direct());
            }
            assertThat(usage.threads()).as("threads").isLessThan(MAX_THREADS);
            assertThat(usage.sockets()).as("sockets").isLessThan(MAX_SOCKETS);
            long maxHeap = heap + MAX_HEAP_GROWTH;
            // The service releases the objects of a round slightly later than its clients.
            assertThat(Eventually.holds(() -> ResourceUsage.measure().heap() < maxHeap, PATIENCE))
                    .as("heap of at most %,d bytes", maxHeap)
                    .isTrue();
            assertThat(usage.direct()).as("direct buffers").isLessThan(direct + MAX_DIRECT_GROWTH);
        }
        assertThat(missingEvents()).as("events that never occurred").isEmpty();
    }

    private List<String> missingEvents() {
        return Stream.of(
                        Stream.of(Operation.values()).map(Operation::name),
                        ChaosScript.names().stream(),
                        Stream.of(SoakListCalls.FULL_SECOND))
                .flatMap(names -> names)
                .filter(name -> !events.hasCounted(name))
                .toList();
    }
}
