package io.github.crstasks.tests.soak;

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
 * The resources that this JVM uses after a garbage collection.
 *
 * @param heap bytes of live objects
 * @param direct bytes of direct buffers
 * @param threads the number of live threads
 * @param sockets the number of open sockets, both ends of each connection counted; 0 on systems without /proc
 */
record ResourceUsage(long heap, long direct, int threads, int sockets) {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static ResourceUsage measure() {
        // The second collection frees what cleaners released after the first.
        System.gc();
        System.gc();
        return new ResourceUsage(
                liveHeap(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openSockets());
    }

    /** Returns the size right after the collection, before the threads of the service allocate again. */
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
                    .filter(descriptor -> targetOf(descriptor).exists(target -> target.startsWith("socket:")))
                    .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Option<String> targetOf(Path descriptor) {
        try {
            return Option.some(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException alreadyClosed) {
            return Option.none();
        }
    }

    @Override
    public String toString() {
        return "%,d bytes of heap, %,d direct, %d threads, %d sockets".formatted(heap, direct, threads, sockets);
    }
}
