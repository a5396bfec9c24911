package io.github.crstasks.paging;

import io.github.crstasks.query.TaskScan;

/** Some rows of a list, by their place in it. */
record Slice(TaskScan scan, int offset, int limit) {}
