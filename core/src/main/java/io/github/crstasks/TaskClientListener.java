package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Listens to the events of a client; must be safe for use by any number of threads at once.
 *
 * <p>No event contains a secret key, a signature or a signed request. An exception that a listener throws is logged at
 * debug level and has no other effect. Listeners are called synchronously, so they must not block.
 */
public interface TaskClientListener {
    /**
     * Called before an attempt.
     *
     * @param event the attempt
     */
    default void onAttempt(AttemptEvent event) {}

    /**
     * Called when a response was received, whatever its content.
     *
     * @param event the response
     */
    default void onReply(ReplyEvent event) {}

    /**
     * Called when an attempt failed and will be retried.
     *
     * @param event the failure and the delay
     */
    default void onRetry(RetryEvent event) {}

    /**
     * Called when a call is delayed to keep the rate limit.
     *
     * @param event the delay
     */
    default void onRateLimited(RateLimitedEvent event) {}

    /**
     * Called when the clock was found to be wrong, or when a correction did not help and is taken back; later signatures use
     * the corrected time.
     *
     * @param event the correction
     */
    default void onClockCorrected(ClockCorrectedEvent event) {}

    /**
     * Called when a traversal detects a page cap, a list whose rows moved, or an unexpected order, and when a query selects
     * tasks that this version of the API does not have.
     *
     * @param event the observation
     */
    default void onTraversal(TraversalEvent event) {}

    /** A call of the service; {@code toString()} is one line for a person. */
    sealed interface Call {
        /**
         * A call for one page of a list.
         *
         * @param scan the list
         * @param offset how many rows to skip, 0..2147483647
         * @param limit how many rows to return, 1..2147483647
         */
        record Page(TaskScan scan, int offset, int limit) implements Call {
            @Override
            public String toString() {
                return "rows " + offset + " to " + ((long) offset + limit - 1) + " of " + scan;
            }
        }

        /**
         * A call for the details of a task.
         *
         * @param taskId the id of the task
         */
        record Details(long taskId) implements Call {
            @Override
            public String toString() {
                return "details of task " + taskId;
            }
        }
    }

    /**
     * An attempt that begins.
     *
     * @param call the call
     * @param attempt the number of the attempt, counted from 1
     */
    record AttemptEvent(Call call, int attempt) {
        @Override
        public String toString() {
            return "attempt " + attempt + " for " + call;
        }
    }

    /**
     * A response.
     *
     * @param call the call
     * @param httpStatus the HTTP status
     * @param bytes the size of the decoded body
     * @param elapsed the time from sending to the last byte, measured with a monotonic clock
     */
    record ReplyEvent(Call call, int httpStatus, int bytes, Duration elapsed) {
        @Override
        public String toString() {
            return "HTTP " + httpStatus + ", " + bytes + " bytes, after " + TimeUnit.MILLISECONDS.convert(elapsed)
                    + " ms for " + call;
        }
    }

    /**
     * An attempt that failed and will be retried.
     *
     * @param call the call
     * @param attempt the number of the failed attempt, counted from 1
     * @param error why it failed
     * @param delay the delay before the next attempt
     */
    record RetryEvent(Call call, int attempt, TaskError error, Duration delay) {
        @Override
        public String toString() {
            String next = delay.isZero() ? "next attempt at once" : "next attempt in " + Durations.text(delay);
            return "attempt " + attempt + " failed, " + next + ": " + error.message();
        }
    }

    /**
     * A delay for the rate limit.
     *
     * @param call the call
     * @param delay the delay
     */
    record RateLimitedEvent(Call call, Duration delay) {
        @Override
        public String toString() {
            return "delayed by " + Durations.text(delay) + " by the rate limit: " + call;
        }
    }

    /**
     * A clock correction.
     *
     * @param correction the difference that is added to the clock from now on; zero if there is none any more
     */
    record ClockCorrectedEvent(Duration correction) {
        @Override
        public String toString() {
            return "clock corrected by " + Durations.text(correction);
        }
    }
}
