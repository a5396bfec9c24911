/** Properties of waits and watches, in virtual time and over HTTP. */
@NullMarked
package io.github.crstasks.tests.waiting;

import org.jspecify.annotations.NullMarked;
