/** What the service tells about a task. */
@NullMarked
package io.github.crstasks.task;

import org.jspecify.annotations.NullMarked;
