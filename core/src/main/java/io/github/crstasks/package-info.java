/** The front door: ask for tasks. */
@NullMarked
package io.github.crstasks;

import org.jspecify.annotations.NullMarked;
