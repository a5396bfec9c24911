package io.github.crstasks.transport;

import io.github.crstasks.transport.TransportFailure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Classifies an exception of an HTTP stack by the JDK exceptions among it, its causes and its suppressed exceptions. */
final class StackFailureClassifier {
    private final Throwable thrown;
    private final Set<Throwable> related = Collections.newSetFromMap(new IdentityHashMap<>());

    StackFailureClassifier(Throwable thrown) {
        this.thrown = unwrap(thrown);
        collect(this.thrown);
    }

    private static Throwable unwrap(Throwable thrown) {
        Set<Throwable> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable found = thrown;
        Throwable cause = thrown.getCause();
        // Causes may form a circle.
        while (cause != null
                && (found instanceof CompletionException || found instanceof ExecutionException)
                && visited.add(found)) {
            found = cause;
            cause = found.getCause();
        }
        return found;
    }

    private void collect(Throwable found) {
        if (related.add(found)) {
            if (found.getCause() != null) {
                collect(found.getCause());
            }
            List.of(found.getSuppressed()).forEach(this::collect);
        }
    }

    Kind kind() {
        if (hasAny(UnknownHostException.class, UnresolvedAddressException.class)) {
            return Kind.UNKNOWN_HOST;
        }
        if (hasAny(ConnectException.class, NoRouteToHostException.class)) {
            return Kind.NOT_CONNECTED;
        }
        if (hasAny(SocketTimeoutException.class)) {
            return Kind.TIMED_OUT;
        }
        // Checked before TLS: a connection reset during the handshake says nothing about the certificate.
        if (hasAny(SocketException.class, EOFException.class, ClosedChannelException.class)) {
            return Kind.CONNECTION_LOST;
        }
        if (hasAny(SSLException.class, GeneralSecurityException.class)) {
            return Kind.TLS_FAILED;
        }
        boolean isLost = hasAny(IOException.class) && !hasAny(ProtocolException.class, ZipException.class);
        return isLost ? Kind.CONNECTION_LOST : Kind.INVALID_RESPONSE;
    }

    private boolean hasAny(Class<?>... types) {
        return Stream.of(types).anyMatch(type -> related.stream().anyMatch(type::isInstance));
    }

    /** Returns the message of the innermost cause that has one, in parentheses; empty if there is none. */
    static String innermostMessage(Throwable thrown) {
        Set<Throwable> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        // Causes may form a circle.
        return Stream.iterate(thrown, cause -> cause != null && visited.add(cause), Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .map(message -> " (" + message.replaceAll("\\p{Cntrl}+", " ") + ")")
                .orElse("");
    }

    /**
     * Returns the exception, without a wrapper that carried it between threads. If one of its messages quotes the request,
     * returns a substitute that names the types and has the same stack trace.
     */
    Throwable redacted(TransportRequest request) {
        if (related.stream().noneMatch(found -> request.hasPartIn(String.valueOf(found)))) {
            return thrown;
        }
        IOException substitute = new IOException("message withheld because it quotes the request: "
                + related.stream()
                        .map(found -> found.getClass().getName())
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        substitute.setStackTrace(thrown.getStackTrace());
        return substitute;
    }
}
