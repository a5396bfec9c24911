/** Tasks, their statuses and their types. */
@NullMarked
package io.github.crstasks.task;

import org.jspecify.annotations.NullMarked;
