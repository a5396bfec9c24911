package io.github.crstasks.emulator;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The tasks that the emulator lists. A test can change them at any time; every change is atomic, and each reply is
 * computed from one snapshot.
 *
 * <p>Every task has an id, which is never reused; API 3.0 sends it as {@code TaskId}. Methods with a task id throw
 * {@link NoSuchElementException} if there is no such task. A change takes time proportional to the number of tasks, so
 * use {@link #replaceAll} to add many. Safe for use by several threads.
 */
public final class TaskStore {
    // Readers use the current table without a lock; only writers exclude each other.
    private volatile TaskTable table = TaskTable.EMPTY;
    private long nextTaskId;

    TaskStore() {}

    /**
     * Adds a task, with any status and any submission time.
     *
     * @param row the task; among tasks submitted in the same second, the one added last is listed first. A task without
     *     a start time is listed before all tasks added earlier
     * @return the id of the task
     */
    public synchronized long submit(TaskRow row) {
        long taskId = nextTaskId++;
        table = table.with(taskId, row);
        return taskId;
    }

    /**
     * Sets the status of a task to running (1) and its progress to unfinished (0).
     *
     * @param taskId the id of the task
     */
    public void start(long taskId) {
        setStatus(taskId, TaskRow.Status.RUNNING);
    }

    /**
     * Sets the status of a task to succeeded (2) and its progress to finished (1).
     *
     * @param taskId the id of the task
     */
    public void finish(long taskId) {
        setStatus(taskId, TaskRow.Status.SUCCEEDED);
    }

    /**
     * Sets the status of a task to failed (3) and its progress to unfinished (0).
     *
     * @param taskId the id of the task
     */
    public void fail(long taskId) {
        setStatus(taskId, TaskRow.Status.FAILED);
    }

    /**
     * Sets the status of a task to failed (3), its progress to unfinished (0) and the reason.
     *
     * @param taskId the id of the task
     * @param reason why it failed; sent by DescribeTaskInfo of API 3.0
     */
    public synchronized void fail(long taskId, String reason) {
        table = table.withChanged(
                taskId, row -> row.withStatus(TaskRow.Status.FAILED).withReason(reason));
    }

    /**
     * Sets the status of a task to execution error (-1) and its progress to unfinished (0).
     *
     * @param taskId the id of the task
     */
    public void failWithExecutionError(long taskId) {
        setStatus(taskId, TaskRow.Status.ERRORED);
    }

    /**
     * Sets the status of a task, and its progress to finished (1) if it succeeded, otherwise to unfinished (0).
     *
     * @param taskId the id of the task
     * @param status the new status
     */
    public synchronized void setStatus(long taskId, TaskRow.Status status) {
        table = table.withChanged(taskId, row -> row.withStatus(status));
    }

    /**
     * Sets the status and the progress of a task.
     *
     * @param taskId the id of the task
     * @param status the new status, documented or not
     * @param progress the new progress
     */
    public synchronized void setState(long taskId, int status, int progress) {
        table = table.withChanged(taskId, row -> row.withState(status, progress));
    }

    /**
     * Removes a task, as the real service does with old tasks.
     *
     * @param taskId the id of the task
     */
    public synchronized void remove(long taskId) {
        table = table.without(taskId);
    }

    /**
     * Renames an instance in all its tasks.
     *
     * @param redisId the id of the instance; an instance without tasks is not an error
     * @param redisName its new name
     */
    public synchronized void renameInstance(String redisId, String redisName) {
        table = table.withAllChanged(row -> row.redisId().equals(redisId), row -> row.withRedisName(redisName));
    }

    /**
     * Replaces all tasks.
     *
     * @param rows the new tasks in the order of submission; among tasks submitted in the same second, the last one is
     *     listed first. A task without a start time is listed before all tasks that precede it here
     * @return the id of the first task; the ids of the others follow consecutively
     */
    public synchronized long replaceAll(List<TaskRow> rows) {
        long firstTaskId = nextTaskId;
        table = TaskTable.of(rows, firstTaskId);
        nextTaskId += table.size();
        return firstTaskId;
    }

    /**
     * Returns the current row of a task.
     *
     * @param taskId the id of the task
     * @return the row
     */
    public TaskRow row(long taskId) {
        return table.row(taskId);
    }

    /**
     * Returns all rows.
     *
     * @return an immutable copy, newest first
     */
    public List<TaskRow> rows() {
        return table.rows();
    }

    TaskTable snapshot() {
        return table;
    }
}
