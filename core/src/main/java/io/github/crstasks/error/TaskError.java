package io.github.crstasks.error;

import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;

/**
 * What went wrong, as a value: one case for each thing that a caller would do differently.
 *
 * <p>No message holds a secret key, a signature or a signed URL. Immutable and safe for use by any number of threads.
 */
public sealed interface TaskError extends Serializable {
    /**
     * The error in one sentence for a person.
     *
     * @return plain English, on one line, that names what happened and where; of a text that came from outside, the first
     *     500 characters
     */
    String message();

    /**
     * Whether the same question, asked again later, can succeed.
     *
     * @return false where something must be changed first
     */
    default boolean retryable() {
        return false;
    }

    /**
     * What was thrown underneath.
     *
     * @return the exception, none where nothing was thrown
     */
    default Option<Throwable> cause() {
        return Option.none();
    }

    /**
     * The service answered, and refused.
     *
     * @param code the public error code
     * @param rawCode the code exactly as the service sent it
     * @param codeDesc the service's English word for it, empty if it sent none
     * @param serviceMessage the service's own text, empty if it sent none
     * @param moduleCode the number in parentheses that the service's text starts with
     * @param requestId what the service calls the request, to be named when asking its support; none from API 2.0
     */
    record Rejected(
            ErrorCode code,
            String rawCode,
            String codeDesc,
            String serviceMessage,
            Option<Integer> moduleCode,
            Option<String> requestId)
            implements TaskError {
        @Override
        public String message() {
            String said = String.join(" ", codeDesc, serviceMessage).strip();
            return "the service refused "
                    + requestId.map(id -> "request " + Excerpt.of(id)).getOrElse("the request") + " with code "
                    + Excerpt.of(rawCode) + " (" + code + ")" + (said.isEmpty() ? "" : ": " + Excerpt.of(said))
                    + Remedy.of(code);
        }

        @Override
        public boolean retryable() {
            return code.retryable();
        }
    }

    /**
     * The service was not reached: something on the way to it failed or answered in its place.
     *
     * @param message what happened
     * @param httpStatus the status that something in between answered with
     * @param retryable whether it can be better later
     * @param cause what was thrown underneath
     */
    record Unreachable(String message, Option<Integer> httpStatus, boolean retryable, Option<Throwable> cause)
            implements TaskError {}

    /**
     * A reply came that is not what the API document describes.
     *
     * @param where the place in the body, as a JSON path such as {@code $.data.redisTaskSet[3].startTime}
     * @param problem what is wrong there
     * @param cause what was thrown underneath
     */
    record Malformed(String where, String problem, Option<Throwable> cause) implements TaskError {
        @Override
        public String message() {
            return "the reply is malformed at " + Excerpt.of(where) + ": " + Excerpt.of(problem);
        }
    }

    /**
     * No whole reply came in time.
     *
     * @param limit the time that was allowed
     * @param cause what was thrown underneath
     */
    record TimedOut(Duration limit, Option<Throwable> cause) implements TaskError {
        @Override
        public String message() {
            return "the service sent no whole reply within " + limit.toMillis() + " ms; timeout(...) allows more";
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * The caller ended the call: by interrupting the thread, cancelling the future or closing the client.
     *
     * @param message how the call was ended
     * @param cause what was thrown underneath
     */
    record Cancelled(String message, Option<Throwable> cause) implements TaskError {}

    /**
     * The caller asked for something that cannot be; nothing was sent.
     *
     * @param parameter the name of what is wrong
     * @param value the offending value, never a secret
     * @param accepted what would have been accepted
     */
    record Invalid(String parameter, String value, String accepted) implements TaskError {
        @Override
        public String message() {
            return parameter + " must be " + accepted + ", but was " + Excerpt.of(value);
        }

        /**
         * Refuses an argument that is out of its range.
         *
         * @param right whether it is not
         * @param parameter the name of the argument
         * @param value the argument, never a secret
         * @param accepted what would have been accepted
         * @throws IllegalArgumentException with this {@link #message()}, unless it is right
         */
        public static void unless(boolean right, String parameter, Object value, String accepted) {
            if (!right) {
                throw new Invalid(parameter, value.toString(), accepted).asException();
            }
        }

        /**
         * The same as an exception, for places that cannot return it.
         *
         * @return an exception with this {@link #message()}
         */
        public IllegalArgumentException asException() {
            return new IllegalArgumentException(message());
        }
    }
}
