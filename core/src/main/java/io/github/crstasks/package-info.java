/** The client: list, count, page through, wait for and watch tasks. */
@NullMarked
package io.github.crstasks;

import org.jspecify.annotations.NullMarked;
