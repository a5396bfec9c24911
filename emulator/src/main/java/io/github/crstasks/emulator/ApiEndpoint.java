package io.github.crstasks.emulator;

import java.util.Map;
import java.util.Set;

/** One version of the API, served at a path of its own. */
interface ApiEndpoint {
    String path();

    /** Returns the HTTP methods that the endpoint supports. */
    Set<String> methods();

    /** Parses a request, without checking that it is valid. */
    ParsedRequest parse(RawRequest request);

    /**
     * A request that was parsed but not yet checked.
     *
     * @param parameters the decoded parameters; empty if they cannot be decoded
     * @param execution checks and executes the request
     */
    record ParsedRequest(Map<String, String> parameters, Execution execution) {}

    /** Checks and executes a request. */
    @FunctionalInterface
    interface Execution {
        /**
         * Returns the reply.
         *
         * @param ordinal the number of the request, which determines the order of the rows of one second if that order
         *     is not stable
         */
        ApiReply execute(EmulatorBehaviour behaviour, long ordinal);
    }

    /**
     * The reply to a request.
     *
     * @param body the JSON body of the reply
     * @param accepted whether the body holds a result; otherwise it holds an error
     */
    record ApiReply(String body, boolean accepted) {}
}
