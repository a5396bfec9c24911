package io.github.crstasks.error;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.internal.format.Durations;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.internal.json.AttemptsJson;
import io.github.crstasks.internal.json.TaskErrorJson;
import io.vavr.control.Option;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An error as a value, with one record for each case that callers handle differently.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read it in one JSON form without settings, which Java serialization writes
 * too. The form keeps the message but not the {@linkplain #cause() cause}; only {@link ExtensionFailed} keeps its text.
 *
 * <p>No message contains a secret key, a signature or a signed URL. Immutable and safe for use by any number of threads.
 */
@JsonAdapter(TaskErrorJson.class)
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
     * Returns how often and how long the call was attempted. The end of {@link #message()} says so too, except in an
     * {@link Invalid}, and in an {@link ExtensionFailed} of the first attempt. An error that no single request caused, such
     * as an {@link UnstableList}, has the attempts of all requests for the list.
     *
     * @return the attempts; {@link Attempts#none()} if the error did not end a call, or the call made no attempt
     */
    default Attempts attempts() {
        return Attempts.none();
    }

    /**
     * Returns this error with the attempts of the call that it ended.
     *
     * @param attempts the attempts
     * @return an equal error; this one in the case of {@link Invalid}, which does not come from the service
     */
    default TaskError withAttempts(Attempts attempts) {
        return this;
    }

    private static String text(TaskError error) {
        return error.getClass().getSimpleName() + "[" + error.message() + "]";
    }

    /**
     * The attempts of a failed call, or of all requests for a list that cannot be read. All values are equal, so that the
     * same error is equal in two calls that took different times.
     *
     * @param count how many attempts were made, including the first; zero or more
     * @param elapsed the time from the start of the call to its end, with all delays
     * @param endpoint the endpoint of the service that was called
     */
    @JsonAdapter(AttemptsJson.class)
    record Attempts(int count, Duration elapsed, String endpoint) implements Serializable {
        private static final Attempts NONE = new Attempts(0, Duration.ZERO, "");

        /**
         * Returns the attempts of an error that ended no call.
         *
         * @return zero attempts
         */
        public static Attempts none() {
            return NONE;
        }

        /** Adds these attempts to a message; the endpoint too, unless the message has it. */
        private String addTo(String message) {
            if (count == 0) {
                return message;
            }
            String place = message.contains(endpoint) ? "" : ", endpoint " + Excerpt.of(endpoint);
            return message + " (" + count + (count == 1 ? " attempt in " : " attempts in ") + time() + place + ")";
        }

        private String time() {
            if (elapsed.compareTo(Duration.ofSeconds(1)) < 0) {
                // Read from JSON, it may be beyond the range of a long.
                long millis = TimeUnit.MILLISECONDS.convert(elapsed);
                return millis < 1 ? "less than 1 ms" : millis + " ms";
            }
            return elapsed.toSeconds() + (elapsed.toSeconds() < 10 ? "." + elapsed.toMillisPart() / 100 : "") + " s";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Attempts;
        }

        @Override
        public int hashCode() {
            return 0;
        }

        @JsonCreator
        private static Attempts fromJson(Map<String, Object> fields) {
            return AttemptsJson.FORM.read(fields, Attempts.class);
        }

        @JsonValue
        private Map<String, Object> toJson() {
            return AttemptsJson.FORM.write(this);
        }

        private Object writeReplace() {
            return AttemptsJson.FORM.serialized(this);
        }
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
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record Rejected(
            ErrorCode code,
            String rawCode,
            String codeDesc,
            String serviceMessage,
            Option<Integer> moduleCode,
            Option<String> requestId,
            Attempts attempts)
            implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param code the public error code
         * @param rawCode the code as the service sent it
         * @param codeDesc the English word of the service for the code; empty if it sent none
         * @param serviceMessage the text of the service; empty if it sent none
         * @param moduleCode the number in parentheses at the start of {@code serviceMessage}; empty if there is none
         * @param requestId the id of the request; empty from API 2.0
         */
        public Rejected(
                ErrorCode code,
                String rawCode,
                String codeDesc,
                String serviceMessage,
                Option<Integer> moduleCode,
                Option<String> requestId) {
            this(code, rawCode, codeDesc, serviceMessage, moduleCode, requestId, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            String text = String.join(" ", codeDesc, serviceMessage).strip();
            return attempts.addTo("the service refused "
                    + requestId.map(id -> "request " + Excerpt.of(id)).getOrElse("the request") + " with code "
                    + Excerpt.of(rawCode) + " (" + code + ")" + (text.isEmpty() ? "" : ": " + Excerpt.of(text))
                    + Remedy.of(code, rawCode));
        }

        @Override
        public Rejected withAttempts(Attempts attempts) {
            return new Rejected(code, rawCode, codeDesc, serviceMessage, moduleCode, requestId, attempts);
        }

        @Override
        public boolean retryable() {
            return code.retryable();
        }

        @JsonCreator
        private static Rejected fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, Rejected.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that the service was not reached: the connection failed, or a proxy or another server answered in its place.
     *
     * @param problem what happened
     * @param httpStatus the HTTP status of that answer; empty if the connection failed
     * @param retryable whether the same call can succeed later
     * @param cause the exception behind the error
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record Unreachable(
            String problem, Option<Integer> httpStatus, boolean retryable, Option<Throwable> cause, Attempts attempts)
            implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param problem what happened
         * @param httpStatus the HTTP status of that answer; empty if the connection failed
         * @param retryable whether the same call can succeed later
         * @param cause the exception behind the error
         */
        public Unreachable(String problem, Option<Integer> httpStatus, boolean retryable, Option<Throwable> cause) {
            this(problem, httpStatus, retryable, cause, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            return attempts.addTo(Excerpt.of(problem));
        }

        @Override
        public Unreachable withAttempts(Attempts attempts) {
            return new Unreachable(problem, httpStatus, retryable, cause, attempts);
        }

        @JsonCreator
        private static Unreachable fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, Unreachable.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that a reply differs from what the API documents describe.
     *
     * @param where the place in the reply, in words or as a JSON path such as {@code $.data.redisTaskSet[3].startTime}
     * @param problem what is wrong there
     * @param cause the exception behind the error
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record Malformed(String where, String problem, Option<Throwable> cause, Attempts attempts) implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param where the place in the reply
         * @param problem what is wrong there
         * @param cause the exception behind the error
         */
        public Malformed(String where, String problem, Option<Throwable> cause) {
            this(where, problem, cause, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            return attempts.addTo("the reply is malformed at " + Excerpt.of(where) + ": " + Excerpt.of(problem));
        }

        @Override
        public Malformed withAttempts(Attempts attempts) {
            return new Malformed(where, problem, cause, attempts);
        }

        @JsonCreator
        private static Malformed fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, Malformed.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that a list cannot be read completely: it changed so often, or its replies contradict each other so much, that
     * tasks would be missing or repeated.
     *
     * @param list the filters of the list, in words
     * @param problem what was observed, and after how many calls
     * @param attempts the attempts of all calls for the list
     */
    @JsonAdapter(TaskErrorJson.class)
    record UnstableList(String list, String problem, Attempts attempts) implements TaskError {
        /**
         * Creates an error without attempts.
         *
         * @param list the filters of the list, in words
         * @param problem what was observed, and after how many calls
         */
        public UnstableList(String list, String problem) {
            this(list, problem, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            return attempts.addTo(
                    "the list of " + Excerpt.of(list) + " cannot be read completely: " + Excerpt.of(problem));
        }

        @Override
        public UnstableList withAttempts(Attempts attempts) {
            return new UnstableList(list, problem, attempts);
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @JsonCreator
        private static UnstableList fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, UnstableList.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that no complete reply was received in time.
     *
     * @param limit the timeout of each exchange; the call may have made several
     * @param cause the exception behind the error
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record TimedOut(Duration limit, Option<Throwable> cause, Attempts attempts) implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param limit the timeout of the exchange
         * @param cause the exception behind the error
         */
        public TimedOut(Duration limit, Option<Throwable> cause) {
            this(limit, cause, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            return attempts.addTo("the service sent no complete reply within " + Durations.text(limit)
                    + "; timeout(...) allows more");
        }

        @Override
        public TimedOut withAttempts(Attempts attempts) {
            return new TimedOut(limit, cause, attempts);
        }

        @Override
        public boolean retryable() {
            return true;
        }

        @JsonCreator
        private static TimedOut fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, TimedOut.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that the caller ended the call: by interrupting the thread, cancelling the future or closing the client.
     *
     * @param reason how the call was ended
     * @param cause the exception behind the error
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record Cancelled(String reason, Option<Throwable> cause, Attempts attempts) implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param reason how the call was ended
         * @param cause the exception behind the error
         */
        public Cancelled(String reason, Option<Throwable> cause) {
            this(reason, cause, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            return attempts.addTo(Excerpt.of(reason));
        }

        @Override
        public Cancelled withAttempts(Attempts attempts) {
            return new Cancelled(reason, cause, attempts);
        }

        @JsonCreator
        private static Cancelled fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, Cancelled.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports that an extension of the client threw an exception: a credentials provider, rate limiter, clock, nonce
     * source, random source, request header source, scheduler or transport.
     *
     * @param extension the extension, for example {@code credentials provider}
     * @param cause what it threw
     * @param attempts the attempts of the call
     */
    @JsonAdapter(TaskErrorJson.class)
    record ExtensionFailed(String extension, Option<Throwable> cause, Attempts attempts) implements TaskError {
        /**
         * Creates an error that ended no call.
         *
         * @param extension the extension, for example {@code credentials provider}
         * @param cause what it threw
         */
        public ExtensionFailed(String extension, Option<Throwable> cause) {
            this(extension, cause, Attempts.none());
        }

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            String message = "the " + Excerpt.of(extension) + " threw "
                    + cause.map(Excerpt::of).getOrElse("an exception");
            // The first attempt tells nothing about the service, to which most extensions send nothing.
            return attempts.count() > 1 ? attempts.addTo(message) : message;
        }

        @Override
        public ExtensionFailed withAttempts(Attempts attempts) {
            return new ExtensionFailed(extension, cause, attempts);
        }

        @JsonCreator
        private static ExtensionFailed fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, ExtensionFailed.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    /**
     * Reports an argument, a setting or credentials that cannot be used; no request was sent with them.
     *
     * @param parameter the name of the parameter
     * @param value the offending value, never a secret; empty if there is none to show
     * @param accepted the accepted range
     */
    @JsonAdapter(TaskErrorJson.class)
    record Invalid(String parameter, String value, String accepted) implements TaskError {
        private static final int MAX_ACCEPTED_LENGTH = 4000;

        @Override
        public String toString() {
            return text(this);
        }

        @Override
        public String message() {
            String requirement = Excerpt.of(parameter) + " must be " + Excerpt.of(accepted, MAX_ACCEPTED_LENGTH);
            return value.isEmpty() ? requirement : requirement + ", but was " + Excerpt.of(value);
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
                String text = value instanceof Duration duration ? Durations.text(duration) : value.toString();
                throw new Invalid(parameter, text, accepted).asException();
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

        @JsonCreator
        private static Invalid fromJson(Map<String, Object> fields) {
            return TaskErrorJson.FORM.read(fields, Invalid.class);
        }

        private Object writeReplace() {
            return TaskErrorJson.FORM.serialized(this);
        }
    }

    @JsonCreator
    private static TaskError fromJson(Map<String, Object> fields) {
        return TaskErrorJson.FORM.read(fields);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return TaskErrorJson.FORM.write(this);
    }
}
