/**
 * The emulator as a JUnit extension, for tests of programs, and the contract, arbitraries and reference model for tests of
 * transports and queries.
 */
@NullMarked
package io.github.crstasks.testkit;

import org.jspecify.annotations.NullMarked;
