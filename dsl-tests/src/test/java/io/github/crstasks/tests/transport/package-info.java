/** The contract of transports, and tests of the contract itself. */
@NullMarked
package io.github.crstasks.tests.transport;

import org.jspecify.annotations.NullMarked;
