package io.github.crstasks.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.gson.annotations.JsonAdapter;
import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.internal.format.Excerpt;
import io.github.crstasks.internal.json.TaskDetailsJson;
import io.vavr.control.Option;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.immutables.value.Value;

/**
 * What the service knows about one task, above all why it failed.
 *
 * <p>Gson, Jackson 2 and Jackson 3 write and read them in one JSON form without settings, which Java serialization writes
 * too.
 *
 * <p>Immutable and safe for use by any number of threads. Source: docs/api/describe-task-list.md, section 9.
 */
@GeneratedValue
@Value.Immutable
@JsonAdapter(TaskDetailsJson.class)
public abstract class TaskDetails implements Serializable {
    TaskDetails() {}

    /**
     * Creates a builder.
     *
     * @return a builder that needs task id, type and status
     */
    public static Builder builder() {
        return ImmutableTaskDetails.builder();
    }

    /**
     * Creates a builder with the values of these details.
     *
     * @return a builder to change a copy with
     */
    public Builder toBuilder() {
        return builder().from(this);
    }

    /**
     * Returns the id of the task.
     *
     * @return the id of the request, since the reply has none
     */
    public abstract long taskId();

    /**
     * Returns the status of the task.
     *
     * @return the status; {@link TaskStatus#UNKNOWN_STATUS} if this library does not know {@link #statusName()}
     */
    public abstract TaskStatus status();

    /**
     * Returns the status as the service sent it.
     *
     * @return a word such as {@code failed}; empty if the service sent none
     */
    @Value.Default
    public String statusName() {
        return "";
    }

    /**
     * Returns when the task was started.
     *
     * @return a moment with the precision of one second; empty if the service sent none
     */
    @Value.Default
    public Option<Instant> startedAt() {
        return Option.none();
    }

    /**
     * Returns what the task does.
     *
     * @return the type of the task whose details were requested; {@link TaskType#UNKNOWN_TYPE} if only its id was given, since
     *     {@link #typeName()} is a text for people
     */
    public abstract TaskType type();

    /**
     * Returns the type as the service sent it.
     *
     * @return a text for people, not a code; empty if the service sent none
     */
    @Value.Default
    public String typeName() {
        return "";
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
     * Returns why the task failed, in the words of the service.
     *
     * @return the text, which may have several lines; empty unless the task failed
     */
    @Value.Default
    public String message() {
        return "";
    }

    /** Returns the fields in one line, with at most 500 characters of each text of the service. */
    @Override
    public String toString() {
        return "TaskDetails[taskId=" + taskId()
                + ", status=" + status() + " (" + Excerpt.of(statusName()) + ")"
                + startedAt().map(start -> ", startedAt=" + start).getOrElse("")
                + ", type=" + type() + " (" + Excerpt.of(typeName()) + ")"
                + ", instanceId=" + Excerpt.of(instanceId())
                + ", message=" + Excerpt.of(message()) + "]";
    }

    @JsonCreator
    private static TaskDetails fromJson(Map<String, Object> fields) {
        return TaskDetailsJson.FORM.read(fields);
    }

    @JsonValue
    private Map<String, Object> toJson() {
        return TaskDetailsJson.FORM.write(this);
    }

    /** Called for the generated subclass too, which a private method is not. */
    final Object writeReplace() {
        return TaskDetailsJson.FORM.serialized(this);
    }

    private void readObject(ObjectInputStream in) throws InvalidObjectException {
        throw new InvalidObjectException("TaskDetails are only serialized in their JSON form");
    }

    /** Builds {@link TaskDetails}, of which task id, type and status are required. Not thread-safe. */
    public abstract static class Builder {
        Builder() {}

        /**
         * Copies all values of details.
         *
         * @param instance the values
         * @return this builder
         */
        public abstract Builder from(TaskDetails instance);

        /**
         * Sets the id of the task. Required.
         *
         * @param taskId the id
         * @return this builder
         */
        public abstract Builder taskId(long taskId);

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
         * @param statusName a word such as {@code failed}
         * @return this builder
         */
        public abstract Builder statusName(String statusName);

        /**
         * Sets when the task was started. Empty by default.
         *
         * @param startedAt a moment with the precision of the service, one second; empty if it is not known
         * @return this builder
         */
        public abstract Builder startedAt(Option<Instant> startedAt);

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
         * @param typeName a text for people
         * @return this builder
         */
        public abstract Builder typeName(String typeName);

        /**
         * Sets the id of the instance that the task works on. Empty by default.
         *
         * @param instanceId the instance id, for example {@code crs-izbob1wh}
         * @return this builder
         */
        public abstract Builder instanceId(String instanceId);

        /**
         * Sets why the task failed, in the words of the service. Empty by default.
         *
         * @param message the text, which may have several lines
         * @return this builder
         */
        public abstract Builder message(String message);

        /**
         * Sets when the task was started.
         *
         * @param startedAt a moment with the precision of the service, one second
         * @return this builder
         */
        public Builder startedAt(Instant startedAt) {
            return startedAt(Option.some(Objects.requireNonNull(startedAt, "startedAt")));
        }

        /**
         * Builds the details.
         *
         * @return the details
         * @throws IllegalStateException if task id, type or status is missing
         */
        public abstract TaskDetails build();
    }
}
