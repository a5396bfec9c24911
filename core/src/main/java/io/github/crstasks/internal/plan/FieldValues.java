package io.github.crstasks.internal.plan;

import java.util.Set;

/**
 * The values of an enumerated field, such as the status, that a service knows.
 *
 * @param <E> the type of the values
 * @param occurring the values that its tasks can have; no task has any other
 * @param filterable the values that it can filter by
 */
public record FieldValues<E extends Enum<E>>(Set<E> occurring, Set<E> filterable) {
    /** Copies the sets. */
    public FieldValues {
        occurring = OrderedEnumSet.of(occurring);
        filterable = OrderedEnumSet.of(filterable);
    }

    /** Returns whether the service can return the tasks with one of these values and no others. */
    boolean canFilterBy(Set<E> values) {
        return values.containsAll(occurring) || filterable.containsAll(possible(values));
    }

    /**
     * Returns the values to filter by, so that the reply contains every task with one of {@code values}; returns
     * {@code every} if no filter is possible or needed.
     */
    Set<E> requested(Set<E> values, Set<E> every) {
        return canFilterBy(values) && !values.containsAll(occurring) ? possible(values) : every;
    }

    private Set<E> possible(Set<E> values) {
        return OrderedEnumSet.intersection(values, occurring);
    }
}
