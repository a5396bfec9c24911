package io.github.crstasks.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.github.crstasks.TaskClient;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.query.TaskQuery;
import io.github.crstasks.task.Task;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.google.GoogleTransport;
import io.github.crstasks.transport.jdk.JdkTransport;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Programs that read a list of 1,000,000 tasks in a small heap, and print how many they read. */
final class MillionTasks {
    static final String TASKS = "tasks read";

    private static final int STEP = 100_000;

    private MillionTasks() {}

    private static void read(String endpoint, Transport transport, ToLongFunction<TaskClient> reader) {
        AtomicLong live = new AtomicLong();
        observeCollections(live);
        new Figure(TASKS, 0).print();
        long start = System.nanoTime();
        long tasks;
        try (transport;
                TaskClient client = ClientListing.client(ApiV2.create(), endpoint, transport)) {
            tasks = reader.applyAsLong(client);
        }
        new Figure(TASKS, tasks).print();
        new Figure("seconds", Competitor.millisSince(start) / 1000).print();
        new Figure("largest live heap, MB", live.get() / 1e6).print();
    }

    private static long stream(TaskClient client) {
        Counter counter = new Counter();
        try (Stream<Task> tasks = client.stream(TaskQuery.all())) {
            tasks.forEach(task -> counter.increment());
        }
        return counter.count;
    }

    private static long subscribe(TaskClient client) {
        CompletableFuture<Long> count = new CompletableFuture<>();
        client.publisher(TaskQuery.all()).subscribe(new CountingSubscriber(count));
        return count.join();
    }

    /** Keeps the largest size of the heap right after a garbage collection. */
    private static void observeCollections(AtomicLong largest) {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        ManagementFactory.getGarbageCollectorMXBeans()
                .forEach(collector -> ((NotificationEmitter) collector)
                        .addNotificationListener(
                                (notification, handback) -> {
                                    long used = GarbageCollectionNotificationInfo.from(
                                                    (CompositeData) notification.getUserData())
                                            .getGcInfo()
                                            .getMemoryUsageAfterGc()
                                            .entrySet()
                                            .stream()
                                            .filter(pool -> heap.contains(pool.getKey()))
                                            .mapToLong(pool -> pool.getValue().getUsed())
                                            .sum();
                                    largest.accumulateAndGet(used, Math::max);
                                },
                                null,
                                null));
    }

    /** Counts tasks, and prints the count at intervals, so that it is known if the heap becomes full. */
    private static final class Counter {
        private long count;

        void increment() {
            count++;
            if (count % STEP == 0) {
                new Figure(TASKS, count).print();
            }
        }
    }

    /** Requests all tasks at once, and counts them. */
    private static final class CountingSubscriber implements Flow.Subscriber<Task> {
        private final Counter counter = new Counter();
        private final CompletableFuture<Long> result;

        CountingSubscriber(CompletableFuture<Long> result) {
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Task task) {
            counter.increment();
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(counter.count);
        }
    }

    /** Streams over {@code java.net.http}. */
    static final class OverJdk {
        private OverJdk() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            MillionTasks.read(arguments[0], new JdkTransport(), MillionTasks::stream);
        }
    }

    /** Streams over Google HTTP Client. */
    static final class OverGoogle {
        private OverGoogle() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            MillionTasks.read(arguments[0], new GoogleTransport(), MillionTasks::stream);
        }
    }

    /** Publishes over {@code java.net.http}. */
    static final class Published {
        private Published() {}

        /**
         * Runs the program.
         *
         * @param arguments the endpoint
         */
        public static void main(String[] arguments) {
            MillionTasks.read(arguments[0], new JdkTransport(), MillionTasks::subscribe);
        }
    }
}
