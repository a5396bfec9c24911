package io.github.crstasks.http;

/** The HTTP methods that the service understands. */
public enum HttpMethod {
    /** Parameters travel in the query. */
    GET,
    /** Parameters travel in the body. */
    POST
}
