/** Properties of retries over HTTP. */
@NullMarked
package io.github.crstasks.tests.retry;

import org.jspecify.annotations.NullMarked;
