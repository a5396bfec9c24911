package io.github.crstasks.tests.support;

import io.github.crstasks.transport.HttpMethod;
import io.github.crstasks.transport.Transport;
import io.github.crstasks.transport.TransportRequest;
import java.net.URI;
import java.util.Set;

/** Sends the requests for some hosts to another address, as the name server of a test environment would. */
public final class RedirectingTransport extends DelegatingTransport {
    private final Set<String> hosts;
    private final URI address;

    /**
     * Creates a transport.
     *
     * @param delegate sends the requests
     * @param address scheme, host and port of the other address
     * @param hosts the hosts whose requests are sent there
     */
    public RedirectingTransport(Transport delegate, URI address, String... hosts) {
        super(delegate);
        this.address = address;
        this.hosts = Set.of(hosts);
    }

    /** Returns a transport for the hosts from which the roles of machines and pods get credentials. */
    public static RedirectingTransport ofRoles(Transport delegate, URI address) {
        return new RedirectingTransport(delegate, address, "metadata.tencentyun.com", "sts.tencentcloudapi.com");
    }

    @Override
    protected TransportRequest beforeSending(TransportRequest request) {
        if (!hosts.contains(request.endpoint().getHost())) {
            return request;
        }
        URI endpoint = address.resolve(request.endpoint().getRawPath());
        byte[] body = new byte[request.body().remaining()];
        request.body().get(body);
        TransportRequest redirected = request.method() == HttpMethod.GET
                ? TransportRequest.get(endpoint, "", request.headers())
                : TransportRequest.post(endpoint, body, request.headers());
        return redirected.withLimits(request.timeout(), request.maxResponseBytes());
    }
}
