package io.github.crstasks.internal.wire;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Unreachable;
import io.vavr.control.Option;
import java.nio.ByteBuffer;

/** Describes responses that a proxy or another server sent in place of the service. */
final class NonServiceResponse {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private NonServiceResponse() {}

    static TaskError ofStatus(int status) {
        return new Unreachable(
                "HTTP " + status + " was received instead of a reply of the service, which always has HTTP 200"
                        + remedy(status),
                Option.some(status),
                status == TOO_MANY_REQUESTS || status >= SERVER_ERROR,
                Option.none());
    }

    private static String remedy(int status) {
        if (status / 100 == 3) {
            return "; redirects are not followed: check the endpoint, and whether a proxy or a log-in page is in between";
        }
        return switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED ->
                "; check the path of the endpoint, and that protocol(...) is the version of its API";
            case PROXY_AUTHENTICATION_REQUIRED ->
                "; configure the proxy credentials of the HTTP client; the JDK sends them with the scheme Basic only if the"
                        + " system property jdk.http.auth.tunneling.disabledSchemes is set to a list without it";
            case TOO_MANY_REQUESTS ->
                "; send fewer calls, for example with rateLimiter(...) or detailsRateLimiter(...)";
            default -> "; check the proxies and firewalls on the way to the service";
        };
    }

    /** Describes a reply of another version of the API. */
    static ReplyReader.Fault ofOtherApi(String where, String received, String expected, String protocol) {
        return new ReplyReader.Fault(
                where,
                "missing, because this is a reply of " + received + " to a client of " + expected + "; use .protocol("
                        + protocol + ".create()), or the endpoint of " + expected);
    }

    /** Describes a body that is not JSON. */
    static String problemOf(ByteBuffer body) {
        byte first = ' ';
        while (Character.isWhitespace(first) && body.hasRemaining()) {
            first = body.get();
        }
        return first == '<'
                ? "HTML or XML, as a proxy or a log-in page sends it in the service's place"
                : "not JSON, or cut off";
    }
}
