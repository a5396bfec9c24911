package io.github.crstasks.internal.paging;

import io.github.crstasks.query.TaskScan;

/**
 * A request for one page of a list.
 *
 * @param number the position of this call among the calls of one operation, counted from 0
 * @param scan the list
 * @param offset how many rows to skip, 0..2147483647
 * @param limit how many rows to return, 1..2147483647
 */
public record PageCall(long number, TaskScan scan, int offset, int limit) {}
