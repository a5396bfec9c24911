package io.github.crstasks.task;

/**
 * How far a task has come.
 *
 * <p>The numbers that stand for a status on the wire belong to the protocol; {@link Task#statusCode()} keeps the one
 * that was received.
 *
 * <table>
 * <caption>The statuses, as each API numbers them</caption>
 * <tr><th>status</th><th>API 2.0</th><th>API 3.0</th></tr>
 * <tr><td>{@link #PENDING}</td><td>0</td><td>0</td></tr>
 * <tr><td>{@link #RUNNING}</td><td>1</td><td>1</td></tr>
 * <tr><td>{@link #SUCCEEDED}</td><td>2</td><td>2</td></tr>
 * <tr><td>{@link #FAILED}</td><td>3</td><td>4</td></tr>
 * <tr><td>{@link #ERRORED}</td><td>-1</td><td></td></tr>
 * </table>
 *
 * <p>Source: API document, section 2 ({@code taskStatus}) and section 3 ({@code status}); API 3.0,
 * {@code DescribeTaskList} ({@code Result}).
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
    /** Broke off with an execution error, which API 3.0 does not tell from {@link #FAILED}. */
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
