/**
 * Credentials and where they come from.
 *
 * <p>A client without settings takes them from {@link io.github.crstasks.auth.CredentialsProvider#standard()}: the environment,
 * a profile file, or the role of the machine or pod. A program that keeps them elsewhere sets a provider of its own.
 */
@NullMarked
package io.github.crstasks.auth;

import org.jspecify.annotations.NullMarked;
