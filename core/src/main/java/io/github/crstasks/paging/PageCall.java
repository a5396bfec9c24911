package io.github.crstasks.paging;

import io.github.crstasks.query.TaskScan;

/**
 * One page to ask for.
 *
 * @param scan the list
 * @param offset how many rows to skip
 * @param limit how many rows to ask for
 */
public record PageCall(TaskScan scan, int offset, int limit) {
    @Override
    public String toString() {
        return "rows " + offset + " to " + ((long) offset + limit - 1) + " of " + scan;
    }
}
