package io.github.crstasks.testkit;

import io.vavr.control.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this JVM holds, after a garbage collection.
 *
 * @param heap bytes of live objects
 * @param direct bytes outside the heap
 * @param threads how many live
 * @param sockets how many are open, both ends of each connection; 0 where the system does not tell
 */
record Footprint(long heap, long direct, int threads, int sockets) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static Footprint now() {
        // What a cleaner lets go of in the first is collected in the second.
        System.gc();
        System.gc();
        return new Footprint(
                liveHeap(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openSockets());
    }

    /** As the collection left it: what the threads of the service have taken since then does not count. */
    private static long liveHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    static int openSockets() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return (int) descriptors
                    .filter(descriptor -> target(descriptor).exists(target -> target.startsWith("socket:")))
                    .count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Option<String> target(Path descriptor) {
        try {
            return Option.some(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException closedMeanwhile) {
            return Option.none();
        }
    }

    @Override
    public String toString() {
        return "%,d bytes of heap, %,d direct, %d threads, %d sockets".formatted(heap, direct, threads, sockets);
    }
}
