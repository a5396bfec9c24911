/** Endpoint rules, calls of extensions, and the style of generated values. */
@NullMarked
package io.github.crstasks.internal;

import org.jspecify.annotations.NullMarked;
