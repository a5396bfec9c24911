/** The text form of queries. */
@NullMarked
package io.github.crstasks.internal.text;

import org.jspecify.annotations.NullMarked;
