package io.github.crstasks.task;

import java.time.Instant;
import org.immutables.value.Value;

/**
 * One task of the list, as the service described it at the moment of the reply.
 *
 * <p>A row has no id. Submission time, type name and instance id together are the nearest thing to one, and two tasks
 * can share all three.
 *
 * <p>Immutable and safe for use by any number of threads. Source: API document, section 3 ({@code redisTaskSet}).
 */
@GeneratedValue
@Value.Immutable
public abstract class Task {
    Task() {}

    /**
     * Starts a new task.
     *
     * @return a builder that must be told everything but instance name, project id and progress
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * When the task was submitted.
     *
     * @return a moment with the precision of the service, a whole second
     */
    public abstract Instant submittedAt();

    /**
     * What the task does.
     *
     * @return the type; {@link TaskType#UNKNOWN} if {@link #typeName()} is not one that this library knows
     */
    public abstract TaskType type();

    /**
     * The type exactly as the service sent it.
     *
     * @return the raw name, for example {@code backupInstance}
     */
    public abstract String typeName();

    /**
     * How far the task has come.
     *
     * @return the status; {@link TaskStatus#UNKNOWN} if {@link #statusCode()} is not one that this library knows
     */
    public abstract TaskStatus status();

    /**
     * The status exactly as the service sent it.
     *
     * @return the raw number, for example -1
     */
    public abstract int statusCode();

    /**
     * The instance that the task works on.
     *
     * @return the instance id, for example {@code crs-izbob1wh}
     */
    public abstract String instanceId();

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
     * @return 0 for unfinished, 1 for finished; 0 if the service sent none
     */
    @Value.Default
    public double progress() {
        return 0;
    }

    /**
     * Whether the service calls the task finished, well or badly.
     *
     * @return true if {@link #progress()} is 1
     */
    @Value.Derived
    public boolean finished() {
        return progress() >= 1;
    }

    /** Builds a {@link Task}. For use by one thread. */
    public static final class Builder extends ImmutableTask.Builder {
        Builder() {}
    }
}
