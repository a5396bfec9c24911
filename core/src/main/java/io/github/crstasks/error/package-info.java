/** Errors as values. */
@NullMarked
package io.github.crstasks.error;

import org.jspecify.annotations.NullMarked;
