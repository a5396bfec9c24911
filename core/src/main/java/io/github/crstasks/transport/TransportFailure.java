package io.github.crstasks.transport;

import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.internal.format.Excerpt;
import io.vavr.control.Option;
import java.util.Objects;
import java.util.function.Function;

/**
 * The reason for which an exchange has no response.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param kind what happened
 * @param message a description for people, which names method and endpoint, and contains no query, header value or body
 * @param cause what the HTTP stack threw, for logs; its type differs between stacks
 */
public record TransportFailure(Kind kind, String message, Option<Throwable> cause) {
    @Override
    public String toString() {
        return kind + "[" + Excerpt.of(message) + "]";
    }

    /** What happened to an exchange. */
    public enum Kind {
        /** The host name could not be resolved. */
        UNKNOWN_HOST,
        /** The connection could not be made. */
        NOT_CONNECTED,
        /**
         * A proxy refused the request, so that trying again does not help, or the HTTP stack does not support the kind of
         * proxy that is configured.
         */
        PROXY_REFUSED,
        /** The TLS handshake failed, or the certificate or host name was rejected. */
        TLS_FAILED,
        /** The timeout expired before the last byte of the response arrived. */
        TIMED_OUT,
        /** The connection ended before the response was complete. */
        CONNECTION_LOST,
        /**
         * The HTTP stack cannot be used: a class that it needs is missing or does not fit the others, or it threw an
         * exception that is no failure of the network, for example one of a proxy selector.
         */
        STACK_UNUSABLE,
        /** The response is not HTTP, or its content encoding is corrupt or unsupported. */
        INVALID_RESPONSE,
        /** The decoded body exceeds {@link TransportRequest#maxResponseBytes()}. */
        TOO_LARGE,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The transport is closed. */
        CLOSED
    }

    /**
     * Creates a failure.
     *
     * @param kind what happened
     * @param message a description for people, which contains no query, header value or body
     * @param cause what the HTTP stack threw; empty if it threw nothing
     */
    public TransportFailure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(cause, "cause");
    }

    /**
     * Creates a failure without a cause.
     *
     * @param request the request
     * @param kind what happened
     * @return a failure whose message names method and endpoint
     */
    public static TransportFailure of(TransportRequest request, Kind kind) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(kind, "kind");
        return new TransportFailure(kind, request + ": " + description(request, kind), Option.none());
    }

    /**
     * Creates a failure from an exception of an HTTP stack. The JDK exceptions among it, its causes and its suppressed
     * exceptions determine the kind.
     *
     * <p>The cause of the failure is that exception, or a substitute with the same stack trace, if one of the messages
     * quotes the request. It is a substitute as well if methods of the exception throw in turn.
     *
     * @param request the request
     * @param thrown the exception of the stack
     * @return a failure whose message names method and endpoint
     */
    public static TransportFailure of(TransportRequest request, Throwable thrown) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(thrown, "thrown");
        return guarded(thrown, readable -> of(request, request.toString(), readable));
    }

    /** Creates a failure from an exception, or from a substitute that names its type if the exception's methods throw. */
    static TransportFailure guarded(Throwable thrown, Function<Throwable, TransportFailure> creation) {
        try {
            return creation.apply(thrown);
        } catch (Throwable thrownByItsMethods) {
            return creation.apply(new IllegalStateException("message withheld because it cannot be read: "
                    + thrown.getClass().getName()));
        }
    }

    /**
     * Creates a failure from an exception of an HTTP stack, whose message begins with the subject. Throws what methods of
     * the exception throw.
     */
    static TransportFailure of(TransportRequest request, String subject, Throwable thrown) {
        StackFailureClassifier classifier = new StackFailureClassifier(thrown);
        Kind kind = classifier.kind();
        Throwable cause = classifier.redacted(request);
        String problem = classifier.problem(request).getOrElse(() -> description(request, kind));
        return new TransportFailure(
                kind, subject + ": " + problem + StackFailureClassifier.innermostMessage(cause), Option.of(cause));
    }

    private static String description(TransportRequest request, Kind kind) {
        return switch (kind) {
            case UNKNOWN_HOST -> "the host name has no address; check the endpoint and the name server";
            case NOT_CONNECTED -> "no connection could be made; check host, port, proxy and firewall";
            case PROXY_REFUSED -> "the proxy refused the request; check the proxy settings";
            case TLS_FAILED ->
                "no secure connection could be made; check the trust store, the host name and this machine's clock";
            case TIMED_OUT ->
                "no complete response within " + Durations.text(request.timeout())
                        + "; check the network or allow more time";
            case CONNECTION_LOST ->
                "the connection ended before the response was complete; check proxies and firewalls on the way to the"
                        + " service";
            case STACK_UNUSABLE ->
                "the HTTP stack cannot be used; check the class path, the transport and its settings";
            case INVALID_RESPONSE ->
                "the response is not HTTP or its encoding is invalid; check the endpoint and proxies on the way to the"
                        + " service";
            case TOO_LARGE ->
                "the decoded response body is larger than " + request.maxResponseBytes()
                        + " bytes; allow more with maxResponseBytes";
            case INTERRUPTED -> "the calling thread was interrupted";
            case CLOSED -> "the transport is closed; build a new client";
        };
    }
}
