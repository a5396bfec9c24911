/** Long runs of many threads against a service that fails at random. */
@NullMarked
package io.github.crstasks.tests.soak;

import org.jspecify.annotations.NullMarked;
