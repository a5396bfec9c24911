package io.github.crstasks.error;

import java.util.Objects;

/** Carries a {@link TaskError} out of places that cannot return one, such as a lazy stream. */
public final class TaskException extends RuntimeException {
    private final TaskError error;

    /**
     * Wraps an error; its cause becomes the cause of the exception.
     *
     * @param error what went wrong
     */
    public TaskException(TaskError error) {
        super(error.message(), error.cause().getOrNull());
        this.error = Objects.requireNonNull(error, "error");
    }

    /**
     * What went wrong.
     *
     * @return the error as a value
     */
    public TaskError error() {
        return error;
    }
}
