/** Serial execution, closing, back-off and scheduling. */
@NullMarked
package io.github.crstasks.internal.concurrent;

import org.jspecify.annotations.NullMarked;
