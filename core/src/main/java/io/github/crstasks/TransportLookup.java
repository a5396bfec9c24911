package io.github.crstasks;

import io.github.crstasks.http.Transport;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the transport of a client that was given none. */
final class TransportLookup {
    private TransportLookup() {}

    static Transport only() {
        List<ServiceLoader.Provider<Transport>> found =
                ServiceLoader.load(Transport.class).stream().toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    found.isEmpty()
                            ? "no transport found: put crs-tasks-transport-jdk or crs-tasks-transport-google on the path,"
                                    + " or give one to transport(...)"
                            : "several transports found, give one of them to transport(...): "
                                    + found.stream()
                                            .map(provider -> provider.type().getName())
                                            .toList());
        }
        return found.get(0).get();
    }
}
