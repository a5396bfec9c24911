package io.github.crstasks.internal.client;

import io.github.crstasks.transport.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * Looks up the transport of a client that is built without one.
 *
 * <p>The context class loader sees the transport of an application whose container holds this library. The loader of this
 * library sees it where the context class loader does not: on threads of the common pool, whose context class loader is the
 * system class loader, in a program that is started from one jar of jars; in OSGi; and on threads without a context class loader.
 */
public final class TransportLookup {
    /** A loader whose providers are broken in one place after the other is given up at this number. */
    private static final int MAX_BROKEN_PROVIDERS = 100;

    private static final int MAX_SHOWN = 3;

    private final Map<Class<?>, ServiceLoader.Provider<Transport>> found = new LinkedHashMap<>();
    private final List<ServiceConfigurationError> broken = new ArrayList<>();

    private TransportLookup() {}

    /**
     * Returns the only transport that the context class loader or the loader of this library finds, on the class path or
     * module path.
     *
     * @throws IllegalStateException if there is none or more than one, or if the only one cannot be created
     */
    public static Transport onlyTransport() {
        TransportLookup lookup = new TransportLookup();
        lookup.search(ServiceLoader.load(Transport.class));
        lookup.search(ServiceLoader.load(Transport.class, TransportLookup.class.getClassLoader()));
        return lookup.only();
    }

    private void search(ServiceLoader<Transport> loader) {
        Iterator<ServiceLoader.Provider<Transport>> providers = loader.stream().iterator();
        int brokenBefore = broken.size();
        while (broken.size() - brokenBefore < MAX_BROKEN_PROVIDERS) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<Transport> provider = providers.next();
                found.putIfAbsent(provider.type(), provider);
            } catch (ServiceConfigurationError error) {
                // For example a transport for the copy of this library in another class loader.
                broken.add(error);
            }
        }
    }

    private Transport only() {
        Collection<ServiceLoader.Provider<Transport>> providers = found.values();
        if (providers.size() > 1) {
            List<String> names = providers.stream()
                    .map(provider -> provider.type().getName())
                    .toList();
            throw new IllegalStateException("several transports found, pass one of them to transport(...): " + names);
        }
        if (providers.isEmpty()) {
            throw withBroken(new IllegalStateException(
                    "no transport found: add crs-tasks-transport-jdk or crs-tasks-transport-google to the class path or"
                            + " module path, or pass a transport to transport(...)"
                            + (broken.isEmpty() ? "" : "; found but not usable: " + brokenMessages())));
        }
        ServiceLoader.Provider<Transport> only = providers.iterator().next();
        try {
            return only.get();
        } catch (ServiceConfigurationError | LinkageError error) {
            throw new IllegalStateException(
                    "the transport " + only.type().getName()
                            + " cannot be created; add the libraries that it needs, or pass a transport to transport(...): "
                            + error.getMessage(),
                    error);
        }
    }

    private String brokenMessages() {
        return broken.stream()
                .map(Throwable::getMessage)
                .distinct()
                .limit(MAX_SHOWN)
                .collect(Collectors.joining(", "));
    }

    private IllegalStateException withBroken(IllegalStateException none) {
        broken.forEach(none::addSuppressed);
        return none;
    }
}
