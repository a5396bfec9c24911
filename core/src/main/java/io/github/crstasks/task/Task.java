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
        return new Builder();
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

    /** Builds a {@link Task}. Not thread-safe. */
    public static final class Builder extends ImmutableTask.Builder {
        Builder() {}

        /**
         * Sets the status as the service sent it.
         *
         * @param code the number
         * @return this builder
         */
        public Builder statusCode(long code) {
            return statusCode(Option.some(code));
        }

        /**
         * Sets when the task was submitted.
         *
         * @param moment a moment with the precision of the service, one second
         * @return this builder
         */
        public Builder submittedAt(Instant moment) {
            return submittedAt(Option.some(moment));
        }

        /**
         * Sets the id of the task.
         *
         * @param id the id
         * @return this builder
         */
        public Builder taskId(long id) {
            return taskId(Option.some(id));
        }
    }
}
