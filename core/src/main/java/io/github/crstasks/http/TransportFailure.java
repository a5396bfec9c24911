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
}
