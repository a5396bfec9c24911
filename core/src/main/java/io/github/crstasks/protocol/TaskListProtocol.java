package io.github.crstasks.protocol;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.http.HttpRequest;
import io.github.crstasks.http.HttpResponse;
import io.github.crstasks.query.Pushdown;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Either;
import java.net.URI;
import java.util.SortedMap;

/**
 * One version of the service's language; safe for use by any number of threads at once.
 *
 * <p>It sends nothing and keeps nothing: it only says what would be sent, and what a reply means.
 */
public interface TaskListProtocol {
    /**
     * Where the service listens unless the client is told otherwise.
     *
     * @return scheme, host and path
     */
    URI endpoint();

    /**
     * What the service can be asked for.
     *
     * @return what a planner may push to it, and which pages it has
     */
    Pushdown pushdown();

    /**
     * What a page of a scan is asked for with, without what proves who asks.
     *
     * @param scan the list, within what {@link #pushdown()} allows
     * @param offset how many rows to skip, 0..2147483647, as {@link #pushdown()} allows
     * @param limit how many rows to ask for, 1..2147483647, as {@link #pushdown()} allows
     * @return raw values by parameter name; those of a list under names that end in {@code .0}, {@code .1} and so on
     */
    SortedMap<String, String> parameters(TaskScan scan, int offset, int limit);

    /**
     * The signed request for a page of a scan; each call makes a request of its own, to be sent once.
     *
     * @param scan the list, within what {@link #pushdown()} allows
     * @param offset how many rows to skip, 0..2147483647, as {@link #pushdown()} allows
     * @param limit how many rows to ask for, 1..2147483647, as {@link #pushdown()} allows
     * @param caller who asks, and where
     * @return the request, with the default limits
     */
    HttpRequest request(TaskScan scan, int offset, int limit, Caller caller);

    /**
     * What a reply says.
     *
     * @param response a whole reply, of any status and content
     * @return the rows, or the refusal or the fault that the reply is; never an exception
     */
    Either<TaskError, TaskRows> decode(HttpResponse response);
}
