package io.github.crstasks.http;

import io.github.crstasks.http.TransportFailure.Kind;
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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** What an HTTP stack threw, with all that hangs from it. */
final class ThrownByStack {
    private final Throwable thrown;
    private final Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());

    ThrownByStack(Throwable thrown) {
        this.thrown = unwrapped(thrown);
        collect(this.thrown);
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause != null && (thrown instanceof CompletionException || thrown instanceof ExecutionException)
                ? unwrapped(cause)
                : thrown;
    }

    private void collect(Throwable found) {
        if (all.add(found)) {
            if (found.getCause() != null) {
                collect(found.getCause());
            }
            List.of(found.getSuppressed()).forEach(this::collect);
        }
    }

    /** The order matters: a connection reset during the handshake is no fault of the certificate. */
    Kind kind() {
        if (holds(UnknownHostException.class, UnresolvedAddressException.class)) {
            return Kind.UNKNOWN_HOST;
        }
        if (holds(ConnectException.class, NoRouteToHostException.class)) {
            return Kind.NOT_CONNECTED;
        }
        if (holds(SocketTimeoutException.class)) {
            return Kind.TIMED_OUT;
        }
        if (holds(SocketException.class, EOFException.class, ClosedChannelException.class)) {
            return Kind.DISCONNECTED;
        }
        if (holds(SSLException.class, GeneralSecurityException.class)) {
            return Kind.NOT_SECURE;
        }
        boolean ended = holds(IOException.class) && !holds(ProtocolException.class, ZipException.class);
        return ended ? Kind.DISCONNECTED : Kind.UNREADABLE;
    }

    private boolean holds(Class<?>... types) {
        return Stream.of(types).anyMatch(type -> all.stream().anyMatch(type::isInstance));
    }

    /** The words of the innermost exception that has any, in parentheses. */
    static String said(Throwable shown) {
        return Stream.iterate(shown, Objects::nonNull, Throwable::getCause)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .map(message -> " (" + message.replaceAll("\\p{Cntrl}+", " ") + ")")
                .orElse("");
    }

    /** What was thrown, unless a message in it would carry a part of the request into a log. */
    Throwable withoutQuotesOf(HttpRequest request) {
        if (all.stream().noneMatch(found -> request.isQuotedIn(String.valueOf(found)))) {
            return thrown;
        }
        IOException standIn = new IOException(all.stream()
                        .map(found -> found.getClass().getName())
                        .collect(Collectors.toCollection(LinkedHashSet::new))
                + " whose message quoted the request");
        standIn.setStackTrace(thrown.getStackTrace());
        return standIn;
    }
}
