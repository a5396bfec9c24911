package io.github.crstasks.http;

import io.vavr.control.Option;

/**
 * Why an exchange brought no reply.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param kind what happened, in the terms that a caller acts on
 * @param message the same for a person; holds no query, header value or body
 * @param cause what the HTTP stack threw, to be logged and not to be caught by type
 */
public record TransportFailure(Kind kind, String message, Option<Throwable> cause) {
    /** What happened to an exchange. */
    public enum Kind {
        /** The host name has no address. */
        UNKNOWN_HOST,
        /** No connection could be made. */
        NOT_CONNECTED,
        /** No secure connection could be made: certificate, host name or handshake. */
        NOT_SECURE,
        /** The deadline passed before the last byte had come. */
        TIMED_OUT,
        /** The connection ended before the reply was whole. */
        DISCONNECTED,
        /** What came was no HTTP, or its encoding was broken. */
        UNREADABLE,
        /** The decoded body is larger than allowed. */
        TOO_LARGE,
        /** The calling thread was interrupted. */
        INTERRUPTED,
        /** The transport is closed. */
        CLOSED
    }

    /**
     * A failure that no exception explains.
     *
     * @param request what was to be sent
     * @param kind what happened
     * @return the failure, with a message that names the endpoint
     */
    public static TransportFailure of(HttpRequest request, Kind kind) {
        return new TransportFailure(kind, message(request, kind), Option.none());
    }

    /**
     * What an exception of an HTTP stack means, told by the JDK's exceptions in it.
     *
     * @param request what was to be sent
     * @param thrown what the stack threw; replaced by a stand-in of the same stack trace if a message of it quotes the
     *     request
     * @return the failure, with a message that names the endpoint
     */
    public static TransportFailure of(HttpRequest request, Throwable thrown) {
        ThrownByStack cause = new ThrownByStack(thrown);
        Kind kind = cause.kind();
        Throwable shown = cause.withoutQuotesOf(request);
        return new TransportFailure(kind, message(request, kind) + ThrownByStack.said(shown), Option.of(shown));
    }

    private static String message(HttpRequest request, Kind kind) {
        String what = switch (kind) {
            case UNKNOWN_HOST -> "the host name has no address; check the endpoint and the name service";
            case NOT_CONNECTED -> "no connection could be made; check host, port, proxy and firewall";
            case NOT_SECURE ->
                "no secure connection could be made; check whom this program trusts, the host and this machine's clock";
            case TIMED_OUT -> "no whole reply came within " + request.timeout();
            case DISCONNECTED ->
                "the connection ended before the reply was whole; see what stands between this program and the service";
            case UNREADABLE -> "the reply is no HTTP or its encoding is broken";
            case TOO_LARGE -> "the decoded body of the reply is larger than " + request.bodyLimit() + " bytes";
            case INTERRUPTED -> "the calling thread was interrupted";
            case CLOSED -> "the transport is closed; build a new client";
        };
        return request + ": " + what;
    }
}
