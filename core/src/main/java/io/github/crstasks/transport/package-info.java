/**
 * The extension point for HTTP stacks: requests, responses and failures.
 *
 * <p>A program that uses a transport of this project needs only {@link io.github.crstasks.transport.HttpProxy} from here, if
 * anything. For another HTTP stack, implement {@link io.github.crstasks.transport.Transport}, or extend
 * {@link io.github.crstasks.transport.BlockingTransport} if the stack blocks.
 */
@NullMarked
package io.github.crstasks.transport;

import org.jspecify.annotations.NullMarked;
