/** The seam to the HTTP stack: what a transport is given and what it gives back. */
@NullMarked
package io.github.crstasks.http;

import org.jspecify.annotations.NullMarked;
