/** Wait for tasks, watch a list: how often to poll, what came of it, and how polls are shared. */
@NullMarked
package io.github.crstasks.waiting;

import org.jspecify.annotations.NullMarked;
