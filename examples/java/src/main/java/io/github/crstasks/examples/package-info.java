/** Programs to read and to run. */
@NullMarked
package io.github.crstasks.examples;

import org.jspecify.annotations.NullMarked;
