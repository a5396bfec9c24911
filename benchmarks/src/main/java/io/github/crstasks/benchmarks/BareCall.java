package io.github.crstasks.benchmarks;

import java.util.Map;

/**
 * A signed request of a bare loop.
 *
 * @param uri the URI with its query
 * @param headers the headers to add
 * @param body the body of a POST; empty for a GET
 */
record BareCall(String uri, Map<String, String> headers, String body) {}
