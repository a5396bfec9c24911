package io.github.crstasks.transport;

/** An HTTP method that the service supports. */
public enum HttpMethod {
    /** Sends the parameters in the query. */
    GET,
    /** Sends the parameters in the body. */
    POST
}
