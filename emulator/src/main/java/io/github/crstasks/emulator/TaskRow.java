package io.github.crstasks.emulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of the task list, with the names and values of API 2.0 (docs/api/get-redis-task-list.md, section 5); an immutable value. The
 * values are not validated, so that a test can also list values that the document does not define.
 *
 * <p>API 3.0 sends the code of the task name instead (a task name without a code is sent as it is), and 4 for the
 * statuses 3 and -1.
 *
 * @param startTime the submission time, truncated to whole seconds as in the protocol; empty for a task that has none,
 *     such as one that has not begun, which no filter of times matches
 * @param taskName the type of the task without the prefix {@code task_}, such as {@code backupInstance}, or a code of
 *     API 3.0 that has no name in API 2.0, such as {@code 017}
 * @param redisName the name of the instance
 * @param redisId the id of the instance, such as {@code crs-izbob1wh}
 * @param projectId the id of the project that the instance belongs to
 * @param status 0 pending, 1 running, 2 succeeded, 3 failed, -1 execution error
 * @param progress 0 unfinished, 1 finished
 * @param endTime the time at which the task ended, truncated to whole seconds; sent by API 3.0 only
 * @param operateUin the id of the account that submitted the task, by which API 3.0 filters; never sent
 * @param reason why the task failed; sent by DescribeTaskInfo of API 3.0 only, and only for the statuses 3 and -1
 */
public record TaskRow(
        Optional<Instant> startTime,
        String taskName,
        String redisName,
        String redisId,
        long projectId,
        int status,
        int progress,
        Optional<Instant> endTime,
        Optional<String> operateUin,
        Optional<String> reason) {

    /**
     * Creates a row.
     *
     * @param startTime the submission time, truncated to whole seconds, or empty
     * @param taskName the type of the task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the id of the project
     * @param status the status
     * @param progress the progress
     * @param endTime the time at which the task ended, truncated to whole seconds
     * @param operateUin the id of the account that submitted the task; empty if no account did
     * @param reason why the task failed
     */
    public TaskRow {
        startTime = startTime.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        endTime = endTime.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        Objects.requireNonNull(taskName, "taskName");
        Objects.requireNonNull(redisName, "redisName");
        Objects.requireNonNull(redisId, "redisId");
        Objects.requireNonNull(operateUin, "operateUin");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * Creates a row with a start time, and without an operator and a reason.
     *
     * @param startTime the submission time, truncated to whole seconds
     * @param taskName the type of the task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the id of the project
     * @param status the status
     * @param progress the progress
     * @param endTime the time at which the task ended, truncated to whole seconds
     */
    public TaskRow(
            Instant startTime,
            String taskName,
            String redisName,
            String redisId,
            long projectId,
            int status,
            int progress,
            Optional<Instant> endTime) {
        this(
                Optional.of(startTime),
                taskName,
                redisName,
                redisId,
                projectId,
                status,
                progress,
                endTime,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Creates a row with a start time, and without an end time, an operator and a reason.
     *
     * @param startTime the submission time, truncated to whole seconds
     * @param taskName the type of the task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the id of the project
     * @param status the status
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
     * Returns the row of a task that was just submitted: pending, unfinished, in project 0.
     *
     * @param startTime the submission time, truncated to whole seconds
     * @param taskName the type of the task without the prefix {@code task_}
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @return the row
     */
    public static TaskRow pending(Instant startTime, String taskName, String redisName, String redisId) {
        return new TaskRow(startTime, taskName, redisName, redisId, 0, 0, 0);
    }

    /**
     * Returns a copy with another status and progress.
     *
     * @param status the new status, documented or not
     * @param progress the new progress
     * @return the changed copy
     */
    public TaskRow withState(int status, int progress) {
        return new TaskRow(
                startTime, taskName, redisName, redisId, projectId, status, progress, endTime, operateUin, reason);
    }

    /**
     * Returns a copy with another instance name.
     *
     * @param name the new name of the instance
     * @return the changed copy
     */
    public TaskRow withRedisName(String name) {
        return new TaskRow(
                startTime, taskName, name, redisId, projectId, status, progress, endTime, operateUin, reason);
    }

    /**
     * Returns a copy without a start time. {@link EmulatorBehaviour#missingTime()} determines how it is written.
     *
     * @return the changed copy
     */
    public TaskRow withoutStartTime() {
        return new TaskRow(
                Optional.empty(),
                taskName,
                redisName,
                redisId,
                projectId,
                status,
                progress,
                endTime,
                operateUin,
                reason);
    }

    /**
     * Returns a copy with an end time.
     *
     * @param time the time at which the task ended, truncated to whole seconds
     * @return the changed copy
     */
    public TaskRow withEndTime(Instant time) {
        return new TaskRow(
                startTime,
                taskName,
                redisName,
                redisId,
                projectId,
                status,
                progress,
                Optional.of(time),
                operateUin,
                reason);
    }

    /**
     * Returns a copy with an operator.
     *
     * @param uin the id of the account that submitted the task
     * @return the changed copy
     */
    public TaskRow withOperateUin(String uin) {
        return new TaskRow(
                startTime,
                taskName,
                redisName,
                redisId,
                projectId,
                status,
                progress,
                endTime,
                Optional.of(uin),
                reason);
    }

    /**
     * Returns a copy with the reason for which the task failed.
     *
     * @param text the reason, in any language and of any length
     * @return the changed copy
     */
    public TaskRow withReason(String text) {
        return new TaskRow(
                startTime,
                taskName,
                redisName,
                redisId,
                projectId,
                status,
                progress,
                endTime,
                operateUin,
                Optional.of(text));
    }

    boolean hasStartTime() {
        return startTime.isPresent();
    }
}
