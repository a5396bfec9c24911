/** The options, progress and outcomes of waits, and the changes that watches report. */
@NullMarked
package io.github.crstasks.waiting;

import org.jspecify.annotations.NullMarked;
