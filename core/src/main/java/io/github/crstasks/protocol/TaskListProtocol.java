package io.github.crstasks.protocol;

import java.net.URI;
import java.time.ZoneOffset;

/**
 * The version of the service API that a client uses; immutable and safe for use by any number of threads.
 *
 * <p>The same queries, transports and options work with both versions.
 */
public sealed interface TaskListProtocol permits ApiV2, ApiV3 {
    /**
     * Returns the endpoint of the service.
     *
     * @return scheme, host and path
     */
    URI endpoint();

    /**
     * Returns the time zone of the times in requests and replies.
     *
     * @return UTC+8 by default
     */
    ZoneOffset zone();
}
