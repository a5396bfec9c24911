/** Who asks, and the signature that proves it. */
@NullMarked
package io.github.crstasks.auth;

import org.jspecify.annotations.NullMarked;
