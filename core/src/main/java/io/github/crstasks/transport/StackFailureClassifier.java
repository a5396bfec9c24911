package io.github.crstasks.transport;

import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.transport.TransportFailure.Kind;
import io.vavr.control.Option;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/** Classifies an exception of an HTTP stack by the JDK exceptions among it, its causes and its suppressed exceptions. */
final class StackFailureClassifier {
    /** How java.net.http, HttpURLConnection, Apache HttpClient and OkHttp report that a proxy did not open a tunnel. */
    private static final Pattern TUNNEL_REFUSED = Pattern.compile("(?:Tunnel failed, got: "
            + "|Unable to tunnel through proxy\\. Proxy returns \"HTTP/\\S+ "
            + "|CONNECT refused by proxy: HTTP/\\S+ "
            + "|Unexpected response code for CONNECT: )(\\d{3})");

    private static final Pattern UNKNOWN_HOST = Pattern.compile("([A-Za-z0-9._-]+)(?::.*)?");

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

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
        if (hasAny(LinkageError.class)) {
            return Kind.STACK_UNUSABLE;
        }
        Option<Integer> refusal = refusalOfTunnel();
        if (refusal.isDefined()) {
            return refusal.exists(status -> status == TOO_MANY_REQUESTS || status >= SERVER_ERROR)
                    ? Kind.NOT_CONNECTED
                    : Kind.PROXY_REFUSED;
        }
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
        if (hasAny(ProtocolException.class, ZipException.class)) {
            return Kind.INVALID_RESPONSE;
        }
        // Nothing else is a failure of the network: it tells nothing about the response, if there was one.
        return hasAny(IOException.class) ? Kind.CONNECTION_LOST : Kind.STACK_UNUSABLE;
    }

    /** Returns what went wrong, and what to do; empty if the kind of the failure says all of it. */
    Option<String> problem(TransportRequest request) {
        return refusalOfTunnel()
                .map(status -> "the proxy answered CONNECT with HTTP " + status + remedy(status))
                .orElse(() -> unknownProxy(request)
                        .map(host ->
                                "the host name " + host + " of the proxy has no address; check the proxy settings"))
                .orElse(this::unusableStack);
    }

    private Option<String> unusableStack() {
        return Option.when(
                kind() == Kind.STACK_UNUSABLE,
                () -> hasAny(LinkageError.class)
                        ? "a class is missing or does not fit the others; check the class path"
                        : "the HTTP stack threw " + thrown.getClass().getName()
                                + ", which is no failure of the network; check the transport, its settings and what it"
                                + " calls, such as a proxy selector");
    }

    private static String remedy(int status) {
        return status == PROXY_AUTHENTICATION_REQUIRED
                ? "; check the proxy credentials, for example those of HttpProxy.withCredentials(...); the JDK sends them"
                        + " with the scheme Basic only if the system property jdk.http.auth.tunneling.disabledSchemes is set to a list without it, for"
                        + " example to an empty text"
                : "; check proxies and firewalls on the way to the service, and the proxy settings";
    }

    /** Returns the status with which a proxy refused to open a tunnel. */
    private Option<Integer> refusalOfTunnel() {
        return Option.ofOptional(related.stream()
                .map(found -> TUNNEL_REFUSED.matcher(String.valueOf(found.getMessage())))
                .filter(Matcher::find)
                .map(refused -> Integer.valueOf(refused.group(1)))
                .findFirst());
    }

    /** Returns the host without an address, if it is another than that of the endpoint. */
    private Option<String> unknownProxy(TransportRequest request) {
        return Option.ofOptional(related.stream()
                .filter(UnknownHostException.class::isInstance)
                .map(found -> UNKNOWN_HOST.matcher(String.valueOf(found.getMessage())))
                .filter(Matcher::matches)
                .map(unknown -> unknown.group(1))
                .filter(host -> !host.equalsIgnoreCase(request.endpoint().getHost()))
                .findFirst());
    }

    boolean hasAny(Class<?>... types) {
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
                .map(message -> " (" + Excerpt.of(message) + ")")
                .orElse("");
    }

    /**
     * Returns the exception, without a wrapper that carried it between threads. If one of its messages quotes the request,
     * returns a substitute that names the types and has the same stack trace.
     */
    Throwable redacted(TransportRequest request) {
        if (related.stream().noneMatch(found -> request.hasPartIn(Objects.requireNonNull(found.toString())))) {
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
