package io.github.crstasks.emulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * One task as the service lists it (API document, section 3); the values are not checked, so that a test can also
 * list what the document does not know.
 *
 * <p>The words and numbers are those of API 2.0. API 3.0 sends the code of a kind of task, which stands here itself if API
 * 2.0 has no name for it, and 4 for either way to fail.
 *
 * @param startTime when the task was submitted, in whole seconds; a fraction is dropped, for the protocol has none
 * @param taskName the kind of task without the prefix {@code task_}, such as {@code backupInstance}, or its code in API
 *     3.0, such as {@code 017}
 * @param redisName the name of the instance
 * @param redisId the id of the instance, such as {@code crs-izbob1wh}
 * @param projectId the project the instance belongs to
 * @param status 0 pending, 1 running, 2 succeeded, 3 failed, -1 execution error
 * @param progress 0 unfinished, 1 finished
 * @param endTime when the task ended, in whole seconds, which API 2.0 does not send
 */
public record TaskRow(
        Instant startTime,
        String taskName,
        String redisName,
        String redisId,
        long projectId,
        int status,
        int progress,
        Optional<Instant> endTime) {

    /**
     * Drops the fractions of the seconds.
     *
     * @param startTime when the task was submitted
     * @param taskName the kind of task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the project
     * @param status the state
     * @param progress the progress
     * @param endTime when the task ended
     */
    public TaskRow {
        startTime = startTime.truncatedTo(ChronoUnit.SECONDS);
        endTime = endTime.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
        Objects.requireNonNull(taskName, "taskName");
        Objects.requireNonNull(redisName, "redisName");
        Objects.requireNonNull(redisId, "redisId");
    }

    /**
     * A task of which no end is known.
     *
     * @param startTime when the task was submitted
     * @param taskName the kind of task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the project
     * @param status the state
     * @param progress the progress
     */
    public TaskRow(
            Instant startTime,
            String taskName,
            String redisName,
            String redisId,
            long projectId,
            int status,
            int progress) {
        this(startTime, taskName, redisName, redisId, projectId, status, progress, Optional.empty());
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
        return new TaskRow(startTime, taskName, redisName, redisId, projectId, status, progress, endTime);
    }

    /**
     * This row with its instance renamed.
     *
     * @param name the new name of the instance
     * @return the changed copy
     */
    public TaskRow named(String name) {
        return new TaskRow(startTime, taskName, name, redisId, projectId, status, progress, endTime);
    }

    /**
     * This row with an end.
     *
     * @param moment when the task ended
     * @return the changed copy
     */
    public TaskRow ended(Instant moment) {
        return new TaskRow(startTime, taskName, redisName, redisId, projectId, status, progress, Optional.of(moment));
    }

    long second() {
        return startTime.getEpochSecond();
    }
}
