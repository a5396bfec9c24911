/** Credentials as the official SDKs read them. */
@NullMarked
package io.github.crstasks.tests.auth;

import org.jspecify.annotations.NullMarked;
