package io.github.crstasks.paging;

import io.github.crstasks.query.TaskScan;

/**
 * One page to ask for.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param number tells the calls of one traversal apart, which may ask for the same rows twice; counts up from 0
 * @param scan the list
 * @param offset how many rows to skip, 0..2147483647
 * @param limit how many rows to ask for, 1..2147483647
 */
public record PageCall(long number, TaskScan scan, int offset, int limit) {
    @Override
    public String toString() {
        return "rows " + offset + " to " + ((long) offset + limit - 1) + " of " + scan;
    }
}
