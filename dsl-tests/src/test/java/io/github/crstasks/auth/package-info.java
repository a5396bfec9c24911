/** Tests of credentials that need both the emulators and what is not exported. */
@NullMarked
package io.github.crstasks.auth;

import org.jspecify.annotations.NullMarked;
