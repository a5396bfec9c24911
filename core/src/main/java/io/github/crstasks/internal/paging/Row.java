package io.github.crstasks.internal.paging;

import io.github.crstasks.task.Task;
import java.time.Instant;

/** A task with the second by which it is ordered: its own, or that of the row before it if it has no time. */
record Row(Task task, Instant second) {}
