package io.github.crstasks.internal.client;

import io.github.crstasks.transport.Transport;
import java.util.List;
import java.util.ServiceLoader;

/** Looks up the transport of a client that is built without one. */
public final class TransportLookup {
    private TransportLookup() {}

    /**
     * Returns the only transport on the class path or module path.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    public static Transport onlyTransport() {
        List<ServiceLoader.Provider<Transport>> found =
                ServiceLoader.load(Transport.class).stream().toList();
        if (found.size() == 1) {
            return found.get(0).get();
        }
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "no transport found: add crs-tasks-transport-jdk or crs-tasks-transport-google to the class path or"
                            + " module path, or pass a transport to transport(...)");
        }
        List<String> names =
                found.stream().map(provider -> provider.type().getName()).toList();
        throw new IllegalStateException("several transports found, pass one of them to transport(...): " + names);
    }
}
