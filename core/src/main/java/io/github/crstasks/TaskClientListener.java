package io.github.crstasks;

import io.github.crstasks.error.TaskError;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.paging.TraversalEvent;
import io.github.crstasks.query.TaskScan;
import io.vavr.control.Option;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Listens to the events of a client; must be safe for use by any number of threads at once.
 *
 * <p>A call is one page of a list, or the details of one task, with all its attempts: {@link TaskClient#list} makes as many
 * calls as the list has pages. Each call has one {@link #onStarted}, which is its first event, and one {@link #onCompleted}.
 * That is its last event, unless another thread ends the call while an event is notified. All events of a call have the same
 * {@code callId}.
 *
 * <p>A {@code callId} is a short text, for example {@code 5f0c2a91-17}: a random number of the client, and the number of the
 * call.
 *
 * <p>No event contains a secret key, a signature or a signed request. An exception that a listener throws is logged at
 * debug level and has no other effect. Listeners are called synchronously, so they must not block.
 */
public interface TaskClientListener {
    /**
     * Called when a call begins, on the thread that makes it: the thread of the caller for a blocking call, except a wait,
     * whose polls begin on the scheduler thread of the client.
     *
     * @param event the call
     */
    default void onStarted(StartedEvent event) {}

    /**
     * Called once for each call, when it has succeeded, has failed for good, was cancelled, or ended because the client is
     * closed. The result of the call is passed on afterwards, except where the caller itself ended the call.
     *
     * @param event the call and its outcome
     */
    default void onCompleted(CompletedEvent event) {}

    /**
     * Called before an attempt is signed and sent, or when it failed because there are no credentials.
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
     * A call that begins.
     *
     * @param call the call
     * @param callId identifies the call
     */
    record StartedEvent(Call call, String callId) {
        @Override
        public String toString() {
            return line(callId, "started for " + call);
        }
    }

    /**
     * A call that has ended.
     *
     * @param call the call
     * @param callId identifies the call
     * @param error why the call failed; empty if it succeeded
     * @param attempts how many attempts were made; zero if the call ended before the first one
     * @param elapsed the time from the start of the call to its end, with all delays
     * @param requestId the id that the service gave to the last attempt, to be quoted in support requests; empty from API 2.0,
     *     and if that attempt received none
     */
    record CompletedEvent(
            Call call,
            String callId,
            Option<TaskError> error,
            int attempts,
            Duration elapsed,
            Option<String> requestId) {
        @Override
        public String toString() {
            String request = requestId.map(id -> ", request " + Excerpt.of(id)).getOrElse("");
            return line(
                    callId,
                    (error.isEmpty() ? "succeeded" : "failed") + " after " + attempts
                            + (attempts == 1 ? " attempt in " : " attempts in ")
                            + TimeUnit.MILLISECONDS.convert(elapsed) + " ms" + request + " for " + call
                            + error.map(CompletedEvent::reason).getOrElse(""));
        }

        /** Returns the message without the attempts, which stand before it. */
        private static String reason(TaskError error) {
            return ": " + error.withAttempts(TaskError.Attempts.none()).message();
        }
    }

    /**
     * An attempt that begins.
     *
     * @param call the call
     * @param callId identifies the call
     * @param attempt the number of the attempt, counted from 1
     */
    record AttemptEvent(Call call, String callId, int attempt) {
        @Override
        public String toString() {
            return line(callId, "attempt " + attempt + " for " + call);
        }
    }

    /**
     * A response.
     *
     * @param call the call
     * @param callId identifies the call
     * @param httpStatus the HTTP status
     * @param bytes the size of the decoded body
     * @param elapsed the time from sending to the last byte, measured with a monotonic clock
     */
    record ReplyEvent(Call call, String callId, int httpStatus, int bytes, Duration elapsed) {
        @Override
        public String toString() {
            return line(
                    callId,
                    "HTTP " + httpStatus + ", " + bytes + " bytes, after " + TimeUnit.MILLISECONDS.convert(elapsed)
                            + " ms for " + call);
        }
    }

    /**
     * An attempt that failed and will be retried.
     *
     * @param call the call
     * @param callId identifies the call
     * @param attempt the number of the failed attempt, counted from 1
     * @param error why it failed
     * @param delay the delay before the next attempt
     */
    record RetryEvent(Call call, String callId, int attempt, TaskError error, Duration delay) {
        @Override
        public String toString() {
            String next = delay.isZero() ? "next attempt at once" : "next attempt in " + Durations.text(delay);
            return line(callId, "attempt " + attempt + " failed, " + next + ": " + error.message());
        }
    }

    /**
     * A delay for the rate limit.
     *
     * @param call the call
     * @param callId identifies the call
     * @param delay the delay
     */
    record RateLimitedEvent(Call call, String callId, Duration delay) {
        @Override
        public String toString() {
            return line(callId, "delayed by " + Durations.text(delay) + " by the rate limit: " + call);
        }
    }

    /**
     * A clock correction.
     *
     * @param call the call that the service refused because of its time
     * @param callId identifies that call
     * @param correction the difference that is added to the clock from now on; zero if there is none any more
     */
    record ClockCorrectedEvent(Call call, String callId, Duration correction) {
        @Override
        public String toString() {
            return line(callId, "clock corrected by " + Durations.text(correction));
        }
    }

    private static String line(String callId, String event) {
        return "call " + Excerpt.of(callId) + ": " + event;
    }
}
