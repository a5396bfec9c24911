package io.github.crstasks.error;

import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;

/**
 * An error as a value, with one record for each case that callers handle differently.
 *
 * <p>No message contains a secret key, a signature or a signed URL. Immutable and safe for use by any number of threads.
 */
public sealed interface TaskError extends Serializable {
    /**
     * Returns the error as one sentence for a person.
     *
     * @return plain English on one line, which names what happened and where; at most 500 characters of each text from
     *     outside
     */
    String message();

    /**
     * Returns whether the same call can succeed later.
     *
     * @return false if something must be changed first
     */
    default boolean retryable() {
        return false;
    }

    /**
     * Returns the exception behind the error.
     *
     * @return the exception; empty if nothing was thrown
     */
    default Option<Throwable> cause() {
        return Option.none();
    }

    /**
     * Reports that the service refused the request.
     *
     * @param code the public error code
     * @param rawCode the code as the service sent it
     * @param codeDesc the English word of the service for the code; empty if it sent none
     * @param serviceMessage the text of the service; empty if it sent none
     * @param moduleCode the number in parentheses at the start of {@code serviceMessage}; empty if there is none
     * @param requestId the id of the request, to be quoted in support requests; empty from API 2.0
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
            String text = String.join(" ", codeDesc, serviceMessage).strip();
            return "the service refused "
                    + requestId.map(id -> "request " + Excerpt.of(id)).getOrElse("the request") + " with code "
                    + Excerpt.of(rawCode) + " (" + code + ")" + (text.isEmpty() ? "" : ": " + Excerpt.of(text))
                    + Remedy.of(code);
        }

        @Override
        public boolean retryable() {
            return code.retryable();
        }
    }

    /**
     * Reports that the service was not reached: the connection failed, or a proxy or another server answered in its place.
     *
     * @param message what happened
     * @param httpStatus the HTTP status of that answer; empty if the connection failed
     * @param retryable whether the same call can succeed later
     * @param cause the exception behind the error
     */
    record Unreachable(String message, Option<Integer> httpStatus, boolean retryable, Option<Throwable> cause)
            implements TaskError {}

    /**
     * Reports that a reply differs from what the API documents describe.
     *
     * @param where the place in the reply, in words or as a JSON path such as {@code $.data.redisTaskSet[3].startTime}
     * @param problem what is wrong there
     * @param cause the exception behind the error
     */
    record Malformed(String where, String problem, Option<Throwable> cause) implements TaskError {
        @Override
        public String message() {
            return "the reply is malformed at " + Excerpt.of(where) + ": " + Excerpt.of(problem);
        }
    }

    /**
     * Reports that no complete reply was received in time.
     *
     * @param limit the timeout of the exchange
     * @param cause the exception behind the error
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
     * Reports that the caller ended the call: by interrupting the thread, cancelling the future or closing the client.
     *
     * @param message how the call was ended
     * @param cause the exception behind the error
     */
    record Cancelled(String message, Option<Throwable> cause) implements TaskError {}

    /**
     * Reports that an extension of the client threw an exception: a credentials provider, rate limiter, clock, nonce
     * source, random source, scheduler or transport.
     *
     * @param extension the extension, for example {@code credentials provider}
     * @param cause what it threw
     */
    record ExtensionFailed(String extension, Option<Throwable> cause) implements TaskError {
        @Override
        public String message() {
            return "the " + extension + " threw "
                    + cause.map(thrown -> Excerpt.of(thrown.toString())).getOrElse("an exception");
        }
    }

    /**
     * Reports an invalid argument; nothing was sent.
     *
     * @param parameter the name of the parameter
     * @param value the offending value, never a secret
     * @param accepted the accepted range
     */
    record Invalid(String parameter, String value, String accepted) implements TaskError {
        @Override
        public String message() {
            return parameter + " must be " + accepted + ", but was " + Excerpt.of(value);
        }

        /**
         * Refuses an argument that is out of its range.
         *
         * @param isValid whether the argument is in its range
         * @param parameter the name of the parameter
         * @param value the offending value, never a secret
         * @param accepted the accepted range
         * @throws IllegalArgumentException with this {@link #message()}, unless the argument is valid
         */
        public static void unless(boolean isValid, String parameter, Object value, String accepted) {
            if (!isValid) {
                throw new Invalid(parameter, value.toString(), accepted).asException();
            }
        }

        /**
         * Returns the error as an exception, for places that cannot return it.
         *
         * @return an exception with this {@link #message()}
         */
        public IllegalArgumentException asException() {
            return new IllegalArgumentException(message());
        }
    }
}
