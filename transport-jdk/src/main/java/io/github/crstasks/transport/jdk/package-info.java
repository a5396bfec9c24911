/**
 * The transport over {@code java.net.http}.
 *
 * <p>A client finds {@link io.github.crstasks.transport.jdk.JdkTransport} itself if it is the only transport of the program.
 * It needs no further jar.
 */
@NullMarked
package io.github.crstasks.transport.jdk;

import org.jspecify.annotations.NullMarked;
