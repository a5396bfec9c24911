/**
 * The transport over the Google HTTP Client Library for Java.
 *
 * <p>A client finds {@link io.github.crstasks.transport.google.GoogleTransport} itself if it is the only transport of the
 * program. It suits programs that have this library already, or that need a SOCKS proxy.
 */
@NullMarked
package io.github.crstasks.transport.google;

import org.jspecify.annotations.NullMarked;
