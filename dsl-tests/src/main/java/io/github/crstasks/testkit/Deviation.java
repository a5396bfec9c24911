package io.github.crstasks.testkit;

/**
 * Where a transport falls short of {@link TransportContract} through no fault of its own, because its HTTP stack leaves
 * no way.
 *
 * <p>A declared deviation is asserted, not skipped: when the stack mends its ways the contract fails until the
 * declaration is gone.
 */
public enum Deviation {
    /**
     * A GET that is left unanswered reaches the server twice, not once, with the same nonce. A refusal for a replay after
     * a lost connection is then the transport's own doing.
     */
    RESENDS_AN_UNANSWERED_GET,
    /** Idle connections or threads of the stack outlast {@code close()}, and end by themselves or with the garbage. */
    OUTLASTS_CLOSE,
    /**
     * An exchange that is given up within a silent body keeps its connection until the time-out of the request has
     * passed without a byte, and for some seconds if little is missing. The call itself ends at once.
     */
    HOLDS_A_SILENT_BODY,
    /**
     * An exchange that is given up at any point keeps its connection until the time-out of the request has passed without
     * a byte: for ever if the server trickles. The call itself ends at once.
     */
    HOLDS_WHAT_IS_GIVEN_UP,
    /** A reply 401 or 407 to a POST comes without its body. */
    LOSES_THE_BODY_OF_A_CHALLENGE,
    /** Looks for HTTP after what is none, and so reports the end of the connection. */
    SKIPS_WHAT_IS_NO_HTTP
}
