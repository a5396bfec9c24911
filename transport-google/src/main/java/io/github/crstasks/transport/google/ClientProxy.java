package io.github.crstasks.transport.google;

import io.github.crstasks.transport.TransportFailure;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.github.crstasks.transport.TransportRequest;
import io.vavr.control.Option;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;

/** The proxy that a client of {@code java.net.http} uses for a request. */
final class ClientProxy {
    private final Option<Proxy> selected;

    private ClientProxy(Option<Proxy> selected) {
        this.selected = selected;
    }

    /** Selects the proxy as the client does, which uses the first one only. */
    static ClientProxy of(HttpClient client, TransportRequest request) {
        return new ClientProxy(Option.ofOptional(client.proxy()
                .or(() -> Optional.ofNullable(ProxySelector.getDefault()))
                .flatMap(
                        selector -> selector.select(request.endpoint()).stream().findFirst())));
    }

    /** Returns why the request must not be sent: the client would ignore a SOCKS proxy and connect directly. */
    Option<TransportFailure> refusal(TransportRequest request) {
        return selected.filter(proxy -> proxy.type() == Proxy.Type.SOCKS)
                .map(proxy -> new TransportFailure(
                        Kind.PROXY_REFUSED,
                        request + ": java.net.http does not support the configured SOCKS proxy " + proxy.address()
                                + "; use an HTTP proxy, or GoogleTransport, or exempt the host, for example with the"
                                + " system property socksNonProxyHosts",
                        Option.none()));
    }

    /** Returns an exception of the client; if no address was found and there is a proxy, one that names the host of the proxy. */
    IOException explained(IOException thrown) {
        boolean isUnresolved = false;
        for (Throwable cause = thrown; cause != null && !isUnresolved; cause = cause.getCause()) {
            isUnresolved = cause instanceof UnresolvedAddressException;
        }
        if (isUnresolved && selected.exists(proxy -> proxy.type() == Proxy.Type.HTTP)) {
            UnknownHostException unknown =
                    new UnknownHostException(((InetSocketAddress) selected.get().address()).getHostString());
            unknown.initCause(thrown);
            return unknown;
        }
        return thrown;
    }
}
