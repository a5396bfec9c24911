package io.github.crstasks.emulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * One row of the task list, with the names and values of API 2.0 (docs/api/get-redis-task-list.md, section 5); an immutable
 * value. The values are not validated, so that a test can also list values that the document does not define.
 *
 * <p>{@link #pending} and {@link #builder} create rows, and {@link #toBuilder} changes a copy.
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
 * @param status the {@linkplain Status#code() code of a status}, or an undocumented code
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

    /** The documented statuses of API 2.0. */
    public enum Status {
        /** The task waits to run: 0. */
        PENDING(0),
        /** The task runs: 1. */
        RUNNING(1),
        /** The task succeeded: 2. */
        SUCCEEDED(2),
        /** The task failed: 3, and 4 in API 3.0. */
        FAILED(3),
        /** The task ended with an execution error: -1, and 4 in API 3.0. */
        ERRORED(-1);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        /**
         * Returns the number of the status in API 2.0.
         *
         * @return the code
         */
        public int code() {
            return code;
        }

        private int progress() {
            return this == SUCCEEDED ? 1 : 0;
        }
    }

    /**
     * Creates a row.
     *
     * @param startTime the submission time, truncated to whole seconds, or empty
     * @param taskName the type of the task
     * @param redisName the name of the instance
     * @param redisId the id of the instance
     * @param projectId the id of the project
     * @param status the code of the status
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
     * Returns a builder of a pending, unfinished task in project 0, whose instance has neither name nor id.
     *
     * @param startTime the submission time, truncated to whole seconds
     * @param taskName the type of the task without the prefix {@code task_}, such as {@code backupInstance}, or a code of
     *     API 3.0
     * @return the builder
     */
    public static Builder builder(Instant startTime, String taskName) {
        return new Builder(new TaskRow(
                Optional.of(startTime),
                taskName,
                "",
                "",
                0,
                Status.PENDING.code(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
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
        return builder(startTime, taskName)
                .redisName(redisName)
                .redisId(redisId)
                .build();
    }

    /**
     * Returns a builder that holds the values of this row.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns a copy with a documented status, and with the progress of that status: finished for a task that succeeded,
     * otherwise unfinished.
     *
     * @param status the new status
     * @return the changed copy
     */
    public TaskRow withStatus(Status status) {
        return toBuilder().status(status).build();
    }

    /**
     * Returns a copy with another status and progress.
     *
     * @param status the new status, documented or not
     * @param progress the new progress
     * @return the changed copy
     */
    public TaskRow withState(int status, int progress) {
        return toBuilder().statusCode(status).progress(progress).build();
    }

    /**
     * Returns a copy with another instance name.
     *
     * @param name the new name of the instance
     * @return the changed copy
     */
    public TaskRow withRedisName(String name) {
        return toBuilder().redisName(name).build();
    }

    /**
     * Returns a copy without a start time. {@link EmulatorBehaviour#missingTime()} determines how it is written.
     *
     * @return the changed copy
     */
    public TaskRow withoutStartTime() {
        return toBuilder().startTime(Optional.empty()).build();
    }

    /**
     * Returns a copy with an end time.
     *
     * @param time the time at which the task ended, truncated to whole seconds
     * @return the changed copy
     */
    public TaskRow withEndTime(Instant time) {
        return toBuilder().endTime(time).build();
    }

    /**
     * Returns a copy with an operator.
     *
     * @param uin the id of the account that submitted the task
     * @return the changed copy
     */
    public TaskRow withOperateUin(String uin) {
        return toBuilder().operateUin(uin).build();
    }

    /**
     * Returns a copy with the reason for which the task failed.
     *
     * @param text the reason, in any language and of any length
     * @return the changed copy
     */
    public TaskRow withReason(String text) {
        return toBuilder().reason(text).build();
    }

    boolean hasStartTime() {
        return startTime.isPresent();
    }

    /** Builds a row; not safe for use by several threads. */
    public static final class Builder {
        private Optional<Instant> startTime;
        private final String taskName;
        private String redisName;
        private String redisId;
        private long projectId;
        private int status;
        private int progress;
        private Optional<Instant> endTime;
        private Optional<String> operateUin;
        private Optional<String> reason;

        private Builder(TaskRow row) {
            startTime = row.startTime;
            taskName = row.taskName;
            redisName = row.redisName;
            redisId = row.redisId;
            projectId = row.projectId;
            status = row.status;
            progress = row.progress;
            endTime = row.endTime;
            operateUin = row.operateUin;
            reason = row.reason;
        }

        /**
         * Sets the submission time.
         *
         * @param time the time, truncated to whole seconds; empty for a task that has none
         * @return this builder
         */
        public Builder startTime(Optional<Instant> time) {
            startTime = time;
            return this;
        }

        /**
         * Sets the name of the instance. Defaults to an empty text.
         *
         * @param name the name
         * @return this builder
         */
        public Builder redisName(String name) {
            redisName = name;
            return this;
        }

        /**
         * Sets the id of the instance. Defaults to an empty text.
         *
         * @param id the id, such as {@code crs-izbob1wh}
         * @return this builder
         */
        public Builder redisId(String id) {
            redisId = id;
            return this;
        }

        /**
         * Sets the project of the instance. Defaults to 0.
         *
         * @param id the id of the project
         * @return this builder
         */
        public Builder projectId(long id) {
            projectId = id;
            return this;
        }

        /**
         * Sets a documented status, and the progress to finished for a task that succeeded, otherwise to unfinished.
         * Defaults to {@link Status#PENDING}.
         *
         * @param status the status
         * @return this builder
         */
        public Builder status(Status status) {
            return statusCode(status.code()).progress(status.progress());
        }

        /**
         * Sets the status to a code and keeps the progress.
         *
         * @param code the code, documented or not
         * @return this builder
         */
        public Builder statusCode(int code) {
            status = code;
            return this;
        }

        /**
         * Sets the progress. Defaults to 0, unfinished.
         *
         * @param value 1 for finished, or any other value
         * @return this builder
         */
        public Builder progress(int value) {
            progress = value;
            return this;
        }

        /**
         * Sets the time at which the task ended. Defaults to none.
         *
         * @param time the time, truncated to whole seconds; sent by API 3.0 only
         * @return this builder
         */
        public Builder endTime(Instant time) {
            endTime = Optional.of(time);
            return this;
        }

        /**
         * Sets the account that submitted the task. Defaults to none.
         *
         * @param uin the id of the account
         * @return this builder
         */
        public Builder operateUin(String uin) {
            operateUin = Optional.of(uin);
            return this;
        }

        /**
         * Sets why the task failed. Defaults to none.
         *
         * @param text the reason, in any language and of any length
         * @return this builder
         */
        public Builder reason(String text) {
            reason = Optional.of(text);
            return this;
        }

        /**
         * Builds the row.
         *
         * @return the row
         */
        public TaskRow build() {
            return new TaskRow(
                    startTime, taskName, redisName, redisId, projectId, status, progress, endTime, operateUin, reason);
        }
    }
}
