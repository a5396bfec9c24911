/**
 * Credentials and where they come from.
 *
 * <p>A client without settings takes them from the environment or from a file of the Tencent Cloud command line. A program that
 * keeps them elsewhere, or that has a role, sets a {@link io.github.crstasks.auth.CredentialsProvider}.
 */
@NullMarked
package io.github.crstasks.auth;

import org.jspecify.annotations.NullMarked;
