package io.github.crstasks.testkit;

import static java.util.Objects.requireNonNull;

/**
 * A way in which a transport departs from {@link TransportContract} because its HTTP stack leaves it no choice.
 *
 * <p>A declared deviation is asserted, never skipped: once the stack behaves, the contract fails until the declaration is
 * removed. Immutable and safe for use by several threads.
 */
public sealed interface Deviation permits NamedDeviation, QueryRewrite, PathRewrite, FailingCase {
    /**
     * Sends a GET a second time, with the same nonce, when the connection closes without a response. The service may then
     * refuse the request as a replay.
     */
    Deviation RESENDS_UNANSWERED_GET = new NamedDeviation("RESENDS_UNANSWERED_GET");

    /** Keeps idle connections or threads after {@code close()} until they time out or are garbage collected. */
    Deviation KEEPS_RESOURCES_AFTER_CLOSE = new NamedDeviation("KEEPS_RESOURCES_AFTER_CLOSE");

    /**
     * Keeps the connection of an exchange that was aborted while the server sent nothing within the body: until the
     * request's timeout has passed without a byte, or for some seconds if little of the body is missing. The call itself
     * ends at once.
     */
    Deviation KEEPS_CONNECTION_OF_STALLED_BODY = new NamedDeviation("KEEPS_CONNECTION_OF_STALLED_BODY");

    /**
     * Keeps the connection of every aborted exchange until the request's timeout has passed without a byte; a server that
     * trickles keeps it open indefinitely. The call itself ends at once.
     */
    Deviation KEEPS_CONNECTION_OF_ABORTED_EXCHANGE = new NamedDeviation("KEEPS_CONNECTION_OF_ABORTED_EXCHANGE");

    /**
     * Keeps the connection of an aborted exchange for as long as the server sends parts of a chunked body that are not content:
     * chunk sizes, extensions and trailers. The call itself ends at once.
     */
    Deviation KEEPS_CONNECTION_OF_TRICKLING_CHUNK = new NamedDeviation("KEEPS_CONNECTION_OF_TRICKLING_CHUNK");

    /**
     * Keeps the connection to a server that sends more interim responses, such as 103, than the stack accepts. The call itself
     * fails at once.
     */
    Deviation KEEPS_CONNECTION_OF_INTERIM_RESPONSES = new NamedDeviation("KEEPS_CONNECTION_OF_INTERIM_RESPONSES");

    /** Returns a response 401 or 407 to a POST without its body. */
    Deviation DROPS_BODY_OF_CHALLENGE = new NamedDeviation("DROPS_BODY_OF_CHALLENGE");

    /** Skips bytes that are not HTTP, and therefore reports a lost connection instead of an invalid response. */
    Deviation SKIPS_NON_HTTP_BYTES = new NamedDeviation("SKIPS_NON_HTTP_BYTES");

    /**
     * Rewrites part of a query, for instance {@code '} to {@code %27}.
     *
     * <p>The contract expects every occurrence in its queries to be rewritten, and sends a query that contains {@code sent}.
     * A transport whose requests never contain {@code sent} can live with this; any other rewriting breaks signatures.
     *
     * @param sent the part as the caller encoded it, not empty
     * @param received the part as the server receives it
     * @return the deviation
     */
    static Deviation rewritesQuery(String sent, String received) {
        return new QueryRewrite(sent, received);
    }

    /**
     * Rewrites a path, for instance {@code /%2e%2E/x} to {@code /x}.
     *
     * <p>The contract sends a request for the path {@code sent} and expects it to arrive as {@code received}.
     *
     * @param sent the whole path as the caller encoded it, beginning with a slash
     * @param received the whole path as the server receives it
     * @return the deviation
     */
    static Deviation rewritesPath(String sent, String received) {
        return new PathRewrite(sent, received);
    }

    /**
     * Fails a case of the contract that no other deviation describes. The contract then expects that case to fail.
     *
     * @param name the name of the case's method, as a test report shows it
     * @param reason what the HTTP stack does instead
     * @return the deviation
     */
    static Deviation failsCase(String name, String reason) {
        return new FailingCase(requireNonNull(name, "name"), requireNonNull(reason, "reason"));
    }
}
