/** The extension point for HTTP stacks: requests, responses and failures. */
@NullMarked
package io.github.crstasks.transport;

import org.jspecify.annotations.NullMarked;
