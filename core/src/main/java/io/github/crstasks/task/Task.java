package io.github.crstasks.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.internal.json.TaskJson;
import io.vavr.control.Option;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.immutables.value.Value;

/**
 * One task of the list, as the service described it at the time of the reply.
 *
 * <p>API 2.0 sends no task id. Submission time, type name and instance id together come closest to one, and two tasks can
 * share all three.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read it in one JSON form without settings, which Java serialization writes
 * too.
 *
 * <p>Immutable and safe for use by any number of threads. Source:
 * docs/api/get-redis-task-list.md, section 5; docs/api/describe-task-list.md, section 3.
 */
@GeneratedValue
@Value.Immutable
@JsonAdapter(TaskJson.class)
public abstract class Task implements Serializable {
    Task() {}

    /**
     * Creates a builder.
     *
     * @return a builder that needs type and status
     */
    public static Builder builder() {
        return ImmutableTask.builder();
    }

    /**
     * Creates a builder with the values of this task.
     *
     * @return a builder to change a copy with
     */
    public Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * Returns the id of the task.
     *
     * @return the id; empty from API 2.0, which has no task ids
     */
    @Value.Default
    public Option<Long> taskId() {
        return Option.none();
    }

    /**
     * Returns when the task was submitted.
     *
     * @return a moment with the precision of the service, one second; empty if the service sent none, which may be so for a
     *     task that has not begun
     */
    @Value.Default
    public Option<Instant> submittedAt() {
        return Option.none();
    }

    /**
     * Returns when the task ended.
     *
     * @return a moment with the precision of one second; empty if the service sent none, which is always so in API 2.0
     */
    @Value.Default
    public Option<Instant> endedAt() {
        return Option.none();
    }

    /**
     * Returns what the task does.
     *
     * @return the type; {@link TaskType#UNKNOWN_TYPE} if this library does not know {@link #typeName()}
     */
    public abstract TaskType type();

    /**
     * Returns the type as the service sent it.
     *
     * @return a name such as {@code backupInstance} from API 2.0, a code such as {@code 012} from API 3.0; empty if the
     *     service sent none
     */
    @Value.Default
    public String typeName() {
        return "";
    }

    /**
     * Returns the status of the task.
     *
     * @return the status; {@link TaskStatus#UNKNOWN_STATUS} if this library does not know {@link #statusCode()}
     */
    public abstract TaskStatus status();

    /**
     * Returns the status as the service sent it.
     *
     * @return the number, for example -1; empty if the service sent none
     */
    @Value.Default
    public Option<Long> statusCode() {
        return Option.none();
    }

    /**
     * Returns the id of the instance that the task works on.
     *
     * @return the instance id, for example {@code crs-izbob1wh}; empty if the service sent none
     */
    @Value.Default
    public String instanceId() {
        return "";
    }

    /**
     * Returns the name of the instance, in the characters that its owner chose.
     *
     * @return the name; empty if the service sent none
     */
    @Value.Default
    public String instanceName() {
        return "";
    }

    /**
     * Returns the project that the instance belongs to.
     *
     * @return the project id; 0, the default project, if the service sent none
     */
    @Value.Default
    public long projectId() {
        return 0;
    }

    /**
     * Returns the progress as the service sent it.
     *
     * @return 0 for incomplete, 1 for complete; 0 if the service sent none. No document says whether API 3.0 sends fractions
     *     of 1 or of 100 in between
     */
    @Value.Default
    public double progress() {
        return 0;
    }

    /**
     * Returns whether the service reports the progress as complete. A task that failed may have ended without it; see
     * {@link #hasEnded()}.
     *
     * @return true if {@link #progress()} is 1 or more
     */
    public boolean isProgressComplete() {
        return progress() >= 1;
    }

    /**
     * Returns whether the task has ended, successfully or not.
     *
     * @return true if {@link #status()} is {@linkplain TaskStatus#isTerminal() terminal}, or if it is
     *     {@link TaskStatus#UNKNOWN_STATUS} and the service sent {@linkplain #endedAt() an end}. The progress is not
     *     considered, because a 1 of API 3.0 may stand for 1 percent. {@code TaskQuery.ended()} tests the status alone
     */
    public boolean hasEnded() {
        return status().isTerminal()
                || (status() == TaskStatus.UNKNOWN_STATUS && endedAt().isDefined());
    }

    /** Returns the fields in one line, with at most 500 characters of each text of the service. */
    @Override
    public String toString() {
        return "Task[" + taskId().map(id -> "taskId=" + id + ", ").getOrElse("")
                + "submittedAt=" + submittedAt()
                + endedAt().map(end -> ", endedAt=" + end).getOrElse("")
                + ", type=" + type() + " (" + Excerpt.of(typeName()) + ")"
                + ", status=" + status()
                + statusCode().map(code -> " (" + code + ")").getOrElse("")
                + ", instanceId=" + Excerpt.of(instanceId())
                + ", instanceName=" + Excerpt.of(instanceName())
                + ", projectId=" + projectId()
                + ", progress=" + progress() + "]";
    }

    @JsonCreator
    private static Task fromJson(Map<String, Object> fields) {
        return TaskJson.FORM.read(fields);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return TaskJson.FORM.write(this);
    }

    /** Called for the generated subclass too, which a private method is not. */
    final Object writeReplace() {
        return TaskJson.FORM.serialized(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("a Task is only serialized in its JSON form");
    }

    /** Builds a {@link Task}, of which type and status are required. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of a task.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(Task instance);

        /**
         * Sets the id of the task. Empty by default.
         *
         * @param taskId the id; empty from API 2.0, which has no task ids
         * @return this builder
         */
        public abstract Builder taskId(Option<Long> taskId);

        /**
         * Sets when the task was submitted. Empty by default.
         *
         * @param submittedAt a moment with the precision of the service, one second; empty if it is not known
         * @return this builder
         */
        public abstract Builder submittedAt(Option<Instant> submittedAt);

        /**
         * Sets when the task ended. Empty by default.
         *
         * @param endedAt a moment with the precision of the service, one second; empty if it is not known
         * @return this builder
         */
        public abstract Builder endedAt(Option<Instant> endedAt);

        /**
         * Sets what the task does. Required.
         *
         * @param type the type
         * @return this builder
         */
        public abstract Builder type(TaskType type);

        /**
         * Sets the type as the service sent it. Empty by default.
         *
         * @param typeName a name such as {@code backupInstance} from API 2.0, a code such as {@code 012} from API 3.0
         * @return this builder
         */
        public abstract Builder typeName(String typeName);

        /**
         * Sets the status of the task. Required.
         *
         * @param status the status
         * @return this builder
         */
        public abstract Builder status(TaskStatus status);

        /**
         * Sets the status as the service sent it. Empty by default.
         *
         * @param statusCode the number; empty if the service sent none
         * @return this builder
         */
        public abstract Builder statusCode(Option<Long> statusCode);

        /**
         * Sets the id of the instance that the task works on. Empty by default.
         *
         * @param instanceId the instance id, for example {@code crs-izbob1wh}
         * @return this builder
         */
        public abstract Builder instanceId(String instanceId);

        /**
         * Sets the name of the instance. Empty by default.
         *
         * @param instanceName the name
         * @return this builder
         */
        public abstract Builder instanceName(String instanceName);

        /**
         * Sets the project that the instance belongs to. 0 by default.
         *
         * @param projectId the project id; 0 is the default project
         * @return this builder
         */
        public abstract Builder projectId(long projectId);

        /**
         * Sets the progress as the service sent it. 0 by default.
         *
         * @param progress 0 for incomplete, 1 for complete
         * @return this builder
         */
        public abstract Builder progress(double progress);

        /**
         * Sets the id of the task.
         *
         * @param taskId the id
         * @return this builder
         */
        public Builder taskId(long taskId) {
            return taskId(Option.some(taskId));
        }

        /**
         * Sets when the task was submitted.
         *
         * @param submittedAt a moment with the precision of the service, one second
         * @return this builder
         */
        public Builder submittedAt(Instant submittedAt) {
            return submittedAt(Option.some(Objects.requireNonNull(submittedAt, "submittedAt")));
        }

        /**
         * Sets when the task ended.
         *
         * @param endedAt a moment with the precision of the service, one second
         * @return this builder
         */
        public Builder endedAt(Instant endedAt) {
            return endedAt(Option.some(Objects.requireNonNull(endedAt, "endedAt")));
        }

        /**
         * Sets the status as the service sent it.
         *
         * @param statusCode the number
         * @return this builder
         */
        public Builder statusCode(long statusCode) {
            return statusCode(Option.some(statusCode));
        }

        /**
         * Builds the task.
         *
         * @return the task
         * @throws IllegalStateException if type or status is missing
         */
        public abstract Task build();
    }
}
