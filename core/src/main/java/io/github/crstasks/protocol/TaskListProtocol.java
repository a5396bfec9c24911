package io.github.crstasks.protocol;

import java.net.URI;
import java.time.ZoneOffset;

/**
 * The version of the service API that a client uses, with its options; an immutable value, safe for use by any number of
 * threads.
 *
 * <p>The same queries, transports and settings work with both versions. Two protocols are equal if they are of the same
 * version and all their options are equal.
 */
public sealed interface TaskListProtocol permits ApiV2, ApiV3 {
    /**
     * Returns the endpoint of the service for a region.
     *
     * @param region the region of the client, for example {@code ap-guangzhou}
     * @return scheme, host in lower case, and path
     * @throws IllegalArgumentException if the region is part of the host and cannot be
     */
    URI endpoint(String region);

    /**
     * Returns the time zone of the times in requests and replies.
     *
     * @return UTC+8 by default
     */
    ZoneOffset zone();
}
