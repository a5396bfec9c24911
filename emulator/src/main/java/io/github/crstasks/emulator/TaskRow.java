package io.github.crstasks.emulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One task as the service lists it (API document, section 3); the values are not checked, so that a test can also
 * list what the document does not know.
 *
 * @param startTime when the task was submitted, in whole seconds; a fraction is dropped, for the protocol has none
 * @param taskName the kind of task without the prefix {@code task_}, such as {@code backupInstance}
 * @param redisName the name of the instance
 * @param redisId the id of the instance, such as {@code crs-izbob1wh}
 * @param projectId the project the instance belongs to
 * @param status 0 pending, 1 running, 2 succeeded, 3 failed, -1 execution error
 * @param progress 0 unfinished, 1 finished
 */
public record TaskRow(
        Instant startTime,
        String taskName,
        String redisName,
        String redisId,
        long projectId,
        int status,
        int progress) {

    /**
     * Drops the fraction of the second.
     *
     * @param startTime when the task was submitted
     * @param taskName the kind of task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the project
     * @param status the state
     * @param progress the progress
     */
    public TaskRow {
        startTime = startTime.truncatedTo(ChronoUnit.SECONDS);
        Objects.requireNonNull(taskName, "taskName");
        Objects.requireNonNull(redisName, "redisName");
        Objects.requireNonNull(redisId, "redisId");
    }

    /**
     * A task that was just submitted: pending, unfinished, of project 0.
     *
     * @param startTime when the task was submitted
     * @param taskName the kind of task without the prefix {@code task_}
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @return the row
     */
    public static TaskRow pending(Instant startTime, String taskName, String redisName, String redisId) {
        return new TaskRow(startTime, taskName, redisName, redisId, 0, 0, 0);
    }

    /**
     * This row in another state.
     *
     * @param status the new status, documented or not
     * @param progress the new progress
     * @return the changed copy
     */
    public TaskRow inState(int status, int progress) {
        return new TaskRow(startTime, taskName, redisName, redisId, projectId, status, progress);
    }

    /**
     * This row with its instance renamed.
     *
     * @param name the new name of the instance
     * @return the changed copy
     */
    public TaskRow named(String name) {
        return new TaskRow(startTime, taskName, name, redisId, projectId, status, progress);
    }

    long second() {
        return startTime.getEpochSecond();
    }
}
