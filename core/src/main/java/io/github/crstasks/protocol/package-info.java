/**
 * The two versions of the service API.
 *
 * <p>{@link io.github.crstasks.protocol.ApiV3} is the current one, with task ids and the reasons of failures.
 * {@link io.github.crstasks.protocol.ApiV2} is the older one, and the default.
 */
@NullMarked
package io.github.crstasks.protocol;

import org.jspecify.annotations.NullMarked;
