package io.github.crstasks.task;

/**
 * The status of a task.
 *
 * <p>{@link Task#statusCode()} keeps the number that the service sent.
 *
 * <table>
 * <caption>The number of each status</caption>
 * <tr><th>status</th><th>API 2.0</th><th>API 3.0</th></tr>
 * <tr><td>{@link #PENDING}</td><td>0</td><td>0</td></tr>
 * <tr><td>{@link #RUNNING}</td><td>1</td><td>1</td></tr>
 * <tr><td>{@link #SUCCEEDED}</td><td>2</td><td>2</td></tr>
 * <tr><td>{@link #FAILED}</td><td>3</td><td>4</td></tr>
 * <tr><td>{@link #ERRORED}</td><td>-1</td><td></td></tr>
 * </table>
 *
 * <p>Source: docs/api/get-redis-task-list.md, section 5; docs/api/describe-task-list.md, section 5.
 */
public enum TaskStatus {
    /** The task waits to run. */
    PENDING(false),
    /** The task runs. */
    RUNNING(false),
    /** The task succeeded. */
    SUCCEEDED(true),
    /** The task failed. */
    FAILED(true),
    /** The task ended with an execution error; API 3.0 reports it as {@link #FAILED}. */
    ERRORED(true),
    /** A status that this library does not know, which may or may not be final; see {@link Task#hasEnded()}. */
    UNKNOWN_STATUS(false);

    private final boolean isTerminal;

    TaskStatus(boolean isTerminal) {
        this.isTerminal = isTerminal;
    }

    /**
     * Returns whether the status is final.
     *
     * @return true for {@link #SUCCEEDED}, {@link #FAILED} and {@link #ERRORED}
     */
    public boolean isTerminal() {
        return isTerminal;
    }
}
