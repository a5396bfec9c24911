package io.github.crstasks.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** One way to read a whole list. */
interface Listing extends AutoCloseable {
    /**
     * Reads the list and returns the number of its tasks.
     *
     * @throws Exception if it cannot be read
     */
    int list() throws Exception;

    @Override
    default void close() {}

    /** Returns a loop that reads one page after the other. */
    static Listing sequential(PageReader reader) {
        return () -> {
            int rows = 0;
            int total = 1;
            while (rows < total) {
                PageReader.Read page = reader.read(rows);
                rows += page.rows();
                total = page.total();
            }
            return rows;
        };
    }

    /** Returns a loop with several threads, each of which requests the next page when it has read one. */
    static Listing parallel(PageReader reader, int threads) {
        return new Listing() {
            private final ExecutorService pool = Executors.newFixedThreadPool(threads);

            @Override
            public int list() throws Exception {
                PageReader.Read first = reader.read(0);
                AtomicInteger next = new AtomicInteger(first.rows());
                List<Future<Integer>> loops = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    loops.add(pool.submit(() -> {
                        int rows = 0;
                        for (int offset = next.getAndAdd(100); offset < first.total(); offset = next.getAndAdd(100)) {
                            rows += reader.read(offset).rows();
                        }
                        return rows;
                    }));
                }
                int rows = first.rows();
                for (Future<Integer> loop : loops) {
                    rows += loop.get();
                }
                return rows;
            }

            @Override
            public void close() {
                pool.shutdown();
            }
        };
    }
}
