/** The request signatures of both APIs. */
@NullMarked
package io.github.crstasks.internal.signing;

import org.jspecify.annotations.NullMarked;
