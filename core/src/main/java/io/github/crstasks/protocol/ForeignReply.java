package io.github.crstasks.protocol;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.error.TaskError.Unreachable;
import io.vavr.control.Option;
import java.nio.ByteBuffer;

/** Replies that something other than the service made. */
final class ForeignReply {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private ForeignReply() {}

    static TaskError ofStatus(int status) {
        return new Unreachable(
                "HTTP " + status + " came instead of the service's reply, which always has HTTP 200" + remedy(status),
                Option.some(status),
                status == TOO_MANY_REQUESTS || status >= SERVER_ERROR,
                Option.none());
    }

    private static String remedy(int status) {
        if (status / 100 == 3) {
            return "; redirects are not followed: check the endpoint, and whether a proxy or a log-in page stands before it";
        }
        return switch (status) {
            case NOT_FOUND -> "; check the path of the endpoint";
            case PROXY_AUTHENTICATION_REQUIRED ->
                "; give the transport an HTTP client that has the proxy's credentials";
            case TOO_MANY_REQUESTS -> "; ask less often, for example with rate(...)";
            default -> "; see what stands between this program and the service";
        };
    }

    /** What is wrong with a body that is not JSON. */
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
