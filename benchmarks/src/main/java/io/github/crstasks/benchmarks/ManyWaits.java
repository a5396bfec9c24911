package io.github.crstasks.benchmarks;

import io.github.crstasks.TaskClient;
import io.github.crstasks.TaskClientListener;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.transport.jdk.JdkTransport;
import io.github.crstasks.waiting.PollSchedule;
import io.github.crstasks.waiting.WaitOptions;
import io.github.crstasks.waiting.WaitOutcome;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Keeps 10,000 waits on one client for a while, each on another instance, and prints what they cost. */
final class ManyWaits {
    static final String CALLS = "calls in the busiest second";
    static final String THREADS = "threads of the client";
    static final String BYTES = "bytes for each wait";

    private static final int WAITS = 10_000;
    private static final int SECONDS = 10;
    /** The tasks never appear, so that no wait ends. */
    private static final WaitOptions OPTIONS =
            WaitOptions.defaults().withPollSchedule(PollSchedule.of(Duration.ofSeconds(1)));

    private ManyWaits() {}

    /**
     * Runs the program.
     *
     * @param arguments the endpoint
     * @throws InterruptedException never
     */
    public static void main(String[] arguments) throws InterruptedException {
        CallsBySecond calls = new CallsBySecond();
        Set<Thread> otherThreads = Thread.getAllStackTraces().keySet();
        try (JdkTransport transport = new JdkTransport();
                TaskClient client = ClientListing.builder(ApiV2.create(), arguments[0], transport)
                        .listener(calls)
                        .build()) {
            List<CompletableFuture<WaitOutcome>> waits = new ArrayList<>();
            // Loads the classes.
            waits.add(start(client, 0));
            TimeUnit.SECONDS.sleep(2);
            long before = liveHeap();
            for (int i = 1; i <= WAITS; i++) {
                waits.add(start(client, i));
            }
            TimeUnit.SECONDS.sleep(SECONDS);
            long bytes = (liveHeap() - before) / WAITS;
            if (waits.stream().anyMatch(CompletableFuture::isDone)) {
                throw new IllegalStateException("a wait ended");
            }
            new Figure(CALLS, calls.max()).print();
            Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
            threads.removeAll(otherThreads);
            long threadsOfTransport =
                    threads.stream().filter(ManyWaits::isOfTransport).count();
            new Figure(THREADS, threads.size() - threadsOfTransport).print();
            new Figure("threads of the transport", threadsOfTransport).print();
            new Figure(BYTES, bytes).print();
        }
    }

    private static CompletableFuture<WaitOutcome> start(TaskClient client, int number) {
        return client.async().await(TaskQuery.instanceId("crs-" + number), OPTIONS);
    }

    private static boolean isOfTransport(Thread thread) {
        return thread.getName().startsWith("crs-tasks-http") || thread.getName().startsWith("HttpClient-");
    }

    /** Returns the size of the heap after a garbage collection. */
    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    /** Counts the calls in each second. */
    private static final class CallsBySecond implements TaskClientListener {
        private final Map<Long, Integer> calls = new ConcurrentHashMap<>();

        @Override
        public void onAttempt(AttemptEvent event) {
            calls.merge(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()), 1, Integer::sum);
        }

        int max() {
            return calls.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
    }
}
