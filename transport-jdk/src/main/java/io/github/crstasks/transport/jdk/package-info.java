/** The transport over {@code java.net.http}. */
@NullMarked
package io.github.crstasks.transport.jdk;

import org.jspecify.annotations.NullMarked;
