package io.github.crstasks.internal.wire;

import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;

/**
 * One request of the service: how it is encoded, and how its reply is decoded. Immutable and safe for use by any number of
 * threads.
 *
 * @param <R> the type of the reply
 */
public interface ServiceRequest<R> {
    /**
     * Returns the signed request; it must be sent only once.
     *
     * @param context the endpoint, region, credentials and clock
     * @return the request, with the default limits
     */
    TransportRequest encode(RequestContext context);

    /**
     * Decodes a reply.
     *
     * @param response a response of any status and content
     * @return the reply, or the error that it contains or that makes it undecodable; throws nothing
     */
    ServiceReply<R> decode(TransportResponse response);
}
