/** Credentials and their providers. */
@NullMarked
package io.github.crstasks.auth;

import org.jspecify.annotations.NullMarked;
