/** Transport contract, arbitraries and reference model for tests of transports and queries. */
@NullMarked
package io.github.crstasks.testkit;

import org.jspecify.annotations.NullMarked;
