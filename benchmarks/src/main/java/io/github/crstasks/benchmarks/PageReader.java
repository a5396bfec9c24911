package io.github.crstasks.benchmarks;

/** Reads one page of the list. */
@FunctionalInterface
interface PageReader {
    /**
     * What a page contains.
     *
     * @param rows the number of rows of the page
     * @param total the number of rows of the list
     */
    record Read(int rows, int total) {}

    /**
     * Reads a page of up to 100 rows.
     *
     * @param offset the number of rows before the page
     * @throws Exception if there is no page
     */
    Read read(int offset) throws Exception;
}
