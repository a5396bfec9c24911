package io.github.crstasks.internal.wire;

import io.github.crstasks.internal.plan.ServiceCapabilities;
import io.github.crstasks.protocol.ApiV2;
import io.github.crstasks.protocol.ApiV3;
import io.github.crstasks.protocol.TaskListProtocol;
import io.github.crstasks.query.TaskScan;
import io.github.crstasks.transport.TransportRequest;
import io.github.crstasks.transport.TransportResponse;
import io.vavr.control.Option;
import java.util.SortedMap;

/**
 * Encodes calls as signed requests and decodes replies; safe for use by any number of threads.
 *
 * <p>A codec sends nothing and keeps no state.
 */
public interface ProtocolCodec {
    /**
     * Returns the codec of a protocol.
     *
     * @throws IllegalStateException if the version of Gson is too old
     */
    static ProtocolCodec of(TaskListProtocol protocol) {
        GsonVersion.requireUsable();
        return protocol instanceof ApiV2 apiV2 ? new ApiV2Codec(apiV2) : new ApiV3Codec((ApiV3) protocol);
    }

    /** Returns the filters and pages that the service supports. */
    ServiceCapabilities capabilities();

    /**
     * Returns the request parameters of a page, without those that authenticate the caller.
     *
     * @param scan the list, within {@link #capabilities()}
     * @param offset how many rows to skip, 0..2147483647
     * @param limit how many rows to return, 1..2147483647
     * @return raw values by parameter name; the values of a list have names that end in {@code .0}, {@code .1} and so on
     */
    SortedMap<String, String> parameters(TaskScan scan, int offset, int limit);

    /**
     * Returns the signed request for a page; it must be sent only once.
     *
     * @param scan the list, within {@link #capabilities()}
     * @param offset how many rows to skip, 0..2147483647
     * @param limit how many rows to return, 1..2147483647
     * @param context the endpoint, region, credentials and clock
     * @return the request, with the default limits
     */
    TransportRequest request(TaskScan scan, int offset, int limit, RequestContext context);

    /**
     * Decodes a reply.
     *
     * @param response a response of any status and content
     * @return the rows, or the error that the reply contains or that makes it undecodable; throws nothing
     */
    ServiceReply<TaskListReply> decode(TransportResponse response);

    /**
     * Returns the request for a page.
     *
     * @param scan the list, within {@link #capabilities()}
     * @param offset how many rows to skip, 0..2147483647
     * @param limit how many rows to return, 1..2147483647
     */
    default ServiceRequest<TaskListReply> page(TaskScan scan, int offset, int limit) {
        return new ServiceRequest<>() {
            @Override
            public TransportRequest encode(RequestContext context) {
                return request(scan, offset, limit, context);
            }

            @Override
            public ServiceReply<TaskListReply> decode(TransportResponse response) {
                return ProtocolCodec.this.decode(response);
            }
        };
    }

    /** Returns the codec for the details of a task; empty if the protocol has none. */
    Option<DetailsCodec> details();
}
