/** The transport over the Google HTTP Client Library for Java. */
@NullMarked
package io.github.crstasks.transport.google;

import org.jspecify.annotations.NullMarked;
