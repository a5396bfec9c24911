/** Texts for messages and logs. */
@NullMarked
package io.github.crstasks.internal.format;

import org.jspecify.annotations.NullMarked;
