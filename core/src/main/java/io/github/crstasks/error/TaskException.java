package io.github.crstasks.error;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Carries a {@link TaskError} where an exception is needed: in lazy streams, publishers and programs that prefer one.
 *
 * <p>Serializable whatever its cause is: the copy has the error, the message and the stack trace, but neither the cause nor
 * suppressed exceptions.
 */
public final class TaskException extends RuntimeException {
    private final TaskError error;

    /**
     * Wraps an error, whose message and cause become those of the exception.
     *
     * @param error the error
     */
    public TaskException(TaskError error) {
        super(Objects.requireNonNull(error, "error").message(), error.cause().getOrNull());
        this.error = error;
    }

    /**
     * Returns the error as a value.
     *
     * @return the error
     */
    public TaskError error() {
        return error;
    }

    /** An exception as Java serialization writes it: a cause need not be serializable, and may quote a signed URL. */
    private record SerializedException(TaskError error, List<StackTraceElement> stackTrace) implements Serializable {
        private Object readResolve() {
            TaskException exception = new TaskException(error);
            exception.setStackTrace(stackTrace.toArray(StackTraceElement[]::new));
            return exception;
        }
    }

    private Object writeReplace() {
        return new SerializedException(error, List.of(getStackTrace()));
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a TaskException is only serialized as its error and stack trace");
    }
}
