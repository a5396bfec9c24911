package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.paging.PageCall;
import io.github.crstasks.paging.TraversalEvent;
import java.time.Duration;

/**
 * Is told what a client does; must be safe for use by any number of threads at once.
 *
 * <p>Nothing that it is told holds a secret key, a signature or a signed request. What it throws is dropped and harms
 * nothing; what it waits for, the client waits for too.
 */
public interface ExchangeObserver {
    /**
     * A call is about to be sent.
     *
     * @param call the page that is asked for
     * @param attempt 1 for the first time
     */
    default void attempt(PageCall call, int attempt) {}

    /**
     * A reply has come, whatever it says.
     *
     * @param call the page that was asked for
     * @param httpStatus the HTTP status
     * @param bytes the size of the decoded body
     * @param took the time from sending to the last byte
     */
    default void reply(PageCall call, int httpStatus, int bytes, Duration took) {}

    /**
     * A call has failed and will be made again.
     *
     * @param call the page that was asked for
     * @param error what went wrong
     * @param attempt the number of the attempt that failed
     * @param wait how long the client waits first
     */
    default void retry(PageCall call, TaskError error, int attempt, Duration wait) {}

    /**
     * A call waits for its place under the rate limit.
     *
     * @param call the page that is asked for
     * @param wait how long
     */
    default void rateLimited(PageCall call, Duration wait) {}

    /**
     * The clock was found to be wrong, and later signatures are corrected.
     *
     * @param correction what is added to the clock from now on
     */
    default void clockCorrected(Duration correction) {}

    /**
     * Something was noticed about a list while it was read: a page cap, a list that moved, an order that is broken.
     *
     * @param event what it was
     */
    default void noticed(TraversalEvent event) {}
}
