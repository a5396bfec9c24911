package io.github.crstasks.task;

import io.vavr.control.Option;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * One task of the list, as the service described it at the moment of the reply.
 *
 * <p>API 2.0 sends no task id. Submission time, type name and instance id together are the nearest thing to one there, and
 * two tasks can share all three.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, section 3 ({@code redisTaskSet}); API 3.0,
 * {@code DescribeTaskList} ({@code Tasks}).
 */
@GeneratedValue
@Value.Immutable
public abstract class Task {
    Task() {}

    /**
     * Starts a new task.
     *
     * @return a builder that must be told submission time, type and status
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The service's own id of the task.
     *
     * @return the id; none from API 2.0, which has no such thing
     */
    @Value.Default
    public Option<Long> taskId() {
        return Option.none();
    }

    /**
     * When the task was submitted.
     *
     * @return a moment with the precision of the service, a whole second
     */
    public abstract Instant submittedAt();

    /**
     * When the task ended.
     *
     * @return a whole second; none if the service sent no moment, as API 2.0 never does
     */
    @Value.Default
    public Option<Instant> endedAt() {
        return Option.none();
    }

    /**
     * What the task does.
     *
     * @return the type; {@link TaskType#UNKNOWN} if {@link #typeName()} is not one that this library knows
     */
    public abstract TaskType type();

    /**
     * The type exactly as the service sent it.
     *
     * @return the raw text: a name such as {@code backupInstance} from API 2.0, a code such as {@code 012} from API 3.0;
     *     empty if the service sent none
     */
    @Value.Default
    public String typeName() {
        return "";
    }

    /**
     * How far the task has come.
     *
     * @return the status; {@link TaskStatus#UNKNOWN} if {@link #statusCode()} is not one that this library knows
     */
    public abstract TaskStatus status();

    /**
     * The status exactly as the service sent it.
     *
     * @return the raw number, for example -1; none if the service sent none
     */
    @Value.Default
    public Option<Integer> statusCode() {
        return Option.none();
    }

    /**
     * The instance that the task works on.
     *
     * @return the instance id, for example {@code crs-izbob1wh}; empty if the service sent none
     */
    @Value.Default
    public String instanceId() {
        return "";
    }

    /**
     * The name of the instance, in the characters that its owner chose.
     *
     * @return the name, empty if the service sent none
     */
    @Value.Default
    public String instanceName() {
        return "";
    }

    /**
     * The project that the instance belongs to.
     *
     * @return the project id; 0, the default project, if the service sent none
     */
    @Value.Default
    public int projectId() {
        return 0;
    }

    /**
     * How much of the task is done, as the number that the service sent.
     *
     * @return 0 for unfinished, 1 for finished; 0 if the service sent none. What API 3.0 sends in between, a part of 1 or of
     *     100, is documented nowhere
     */
    @Value.Default
    public double progress() {
        return 0;
    }

    /**
     * Whether the service calls the task finished, well or badly.
     *
     * @return true if {@link #progress()} is 1; from API 3.0, if {@link #status()} is one that it knows to be the last
     */
    @Value.Default
    public boolean finished() {
        return progress() >= 1;
    }

    /** Builds a {@link Task}. For use by one thread. */
    public static final class Builder extends ImmutableTask.Builder {
        Builder() {}

        /**
         * The status exactly as the service sent it.
         *
         * @param code the raw number
         * @return this builder
         */
        public Builder statusCode(int code) {
            return statusCode(Option.some(code));
        }

        /**
         * The service's own id of the task.
         *
         * @param id the id
         * @return this builder
         */
        public Builder taskId(long id) {
            return taskId(Option.some(id));
        }
    }
}
