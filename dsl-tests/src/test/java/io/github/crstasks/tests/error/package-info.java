/** Errors that clients return and their messages. */
@NullMarked
package io.github.crstasks.tests.error;

import org.jspecify.annotations.NullMarked;
