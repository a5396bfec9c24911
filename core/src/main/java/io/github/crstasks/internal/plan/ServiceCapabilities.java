package io.github.crstasks.internal.plan;

import io.github.crstasks.internal.GeneratedValue;
import io.github.crstasks.task.TaskStatus;
import io.github.crstasks.task.TaskType;
import org.immutables.value.Value;

/**
 * The filters and pages that a service supports; the client checks everything else. By default a service can filter by
 * every field.
 */
@GeneratedValue
@Value.Immutable
public abstract class ServiceCapabilities {
    ServiceCapabilities() {}

    /** Creates a builder, which needs {@link #statuses()} and {@link #types()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** Whether it can filter by one instance id. */
    @Value.Default
    public boolean instanceId() {
        return true;
    }

    /** Whether it can filter by one instance name, exactly or loosely. */
    @Value.Default
    public boolean instanceName() {
        return true;
    }

    /** Whether it can filter by the first second of submission. */
    @Value.Default
    public boolean submittedSince() {
        return true;
    }

    /** Whether it can filter by the last second of submission. */
    @Value.Default
    public boolean submittedUntil() {
        return true;
    }

    /** The statuses that it knows. */
    public abstract FieldValues<TaskStatus> statuses();

    /** The types that it knows. */
    public abstract FieldValues<TaskType> types();

    /** The limits and offsets that it accepts; all by default. */
    @Value.Default
    public PageConstraints pages() {
        return PageConstraints.NONE;
    }

    /** Builds {@link ServiceCapabilities}. */
    public static final class Builder extends ImmutableServiceCapabilities.Builder {
        Builder() {}
    }
}
