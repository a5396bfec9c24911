package io.github.crstasks.emulator;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * The tasks that the emulator lists, which a test can change at any time; every change is atomic, and each reply shows
 * the tasks of one moment.
 *
 * <p>A task is addressed by its handle, a number that is never given twice; API 3.0 sends it as the task id. Methods
 * that take a handle throw {@link NoSuchElementException} if no task has it. A change costs time in proportion to the
 * number of tasks; many tasks are best put in place by {@link #replaceAll}. Safe for use by several threads.
 */
public final class TaskStore {
    // Replies read the latest table without a lock; only changes exclude each other.
    private volatile TaskTable table = TaskTable.EMPTY;
    private long nextHandle;

    TaskStore() {}

    /**
     * Adds a task, in any state, with a submission time of the caller's choice.
     *
     * @param row the task; of tasks submitted within one second the one added last is listed first
     * @return its handle
     */
    public synchronized long submit(TaskRow row) {
        long handle = nextHandle++;
        table = table.with(row, handle);
        return handle;
    }

    /**
     * Moves a task to running (1).
     *
     * @param handle the task
     */
    public void start(long handle) {
        move(handle, 1, 0);
    }

    /**
     * Moves a task to succeeded (2), its progress to finished (1).
     *
     * @param handle the task
     */
    public void finish(long handle) {
        move(handle, 2, 1);
    }

    /**
     * Moves a task to failed (3), its progress to unfinished (0).
     *
     * @param handle the task
     */
    public void fail(long handle) {
        move(handle, 3, 0);
    }

    /**
     * Moves a task to execution error (-1), its progress to unfinished (0).
     *
     * @param handle the task
     */
    public void error(long handle) {
        move(handle, -1, 0);
    }

    /**
     * Moves a task to any state.
     *
     * @param handle the task
     * @param status the new status, documented or not
     * @param progress the new progress
     */
    public synchronized void move(long handle, int status, int progress) {
        table = table.changing(handle, row -> row.inState(status, progress));
    }

    /**
     * Removes a task, as the service does with old ones.
     *
     * @param handle the task
     */
    public synchronized void forget(long handle) {
        table = table.without(handle);
    }

    /**
     * Renames an instance in all its tasks.
     *
     * @param redisId the id of the instance; one without tasks is no error
     * @param redisName its new name
     */
    public synchronized void rename(String redisId, String redisName) {
        table = table.changing(row -> row.redisId().equals(redisId), row -> row.named(redisName));
    }

    /**
     * Replaces all tasks at once.
     *
     * @param rows the new tasks in their order of submission: within one second the later in this list is listed first
     * @return the handle of the first; those of the others follow one by one
     */
    public synchronized long replaceAll(List<TaskRow> rows) {
        long first = nextHandle;
        table = TaskTable.of(rows, first);
        nextHandle += table.size();
        return first;
    }

    /**
     * The task with a handle.
     *
     * @param handle the task
     * @return the task as it is now
     */
    public TaskRow row(long handle) {
        return table.row(handle);
    }

    /**
     * All tasks.
     *
     * @return an unchanging copy, newest first
     */
    public List<TaskRow> rows() {
        return table.rows();
    }

    TaskTable now() {
        return table;
    }
}
