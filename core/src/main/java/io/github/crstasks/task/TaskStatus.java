package io.github.crstasks.task;

/**
 * How far a task has come.
 *
 * <p>The numbers that stand for a status on the wire belong to the protocol; {@link Task#statusCode()} keeps the one
 * that was received.
 *
 * <p>Source: API document, section 2 ({@code taskStatus}) and section 3 ({@code status}).
 */
public enum TaskStatus {
    /** Waiting to be run. */
    PENDING(false),
    /** Being run. */
    RUNNING(false),
    /** Ended well. */
    SUCCEEDED(true),
    /** Ended without success. */
    FAILED(true),
    /** Broke off with an execution error. */
    ERRORED(true),
    /** A status that this library does not know; it may or may not be the last one. */
    UNKNOWN(false);

    private final boolean terminal;

    TaskStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /**
     * Whether a task in this status will never change its status again.
     *
     * @return true for {@link #SUCCEEDED}, {@link #FAILED} and {@link #ERRORED}; false for {@link #UNKNOWN}, of which
     *     nothing is known
     */
    public boolean isTerminal() {
        return terminal;
    }
}
