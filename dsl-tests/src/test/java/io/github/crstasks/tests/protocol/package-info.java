/** Requests, responses and signatures of both API versions against independent readers and the official SDKs. */
@NullMarked
package io.github.crstasks.tests.protocol;

import org.jspecify.annotations.NullMarked;
