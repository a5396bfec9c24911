package io.github.crstasks.error;

import java.util.Objects;

/** Carries a {@link TaskError} where an exception is needed: in lazy streams, publishers and programs that prefer one. */
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
}
