package io.github.crstasks.query;

import java.util.Set;

/**
 * What a service knows of a field that has few values: the statuses, say, or the types.
 *
 * <p>Immutable and safe for use by any number of threads.
 *
 * @param <E> the values
 * @param occurring the values that its tasks can have; no task has any other
 * @param filterable the values that it can be asked for
 */
public record Vocabulary<E extends Enum<E>>(Set<E> occurring, Set<E> filterable) {
    /**
     * Keeps copies of the sets.
     *
     * @param occurring the values that its tasks can have
     * @param filterable the values that it can be asked for
     */
    public Vocabulary {
        occurring = OrderedSet.of(occurring);
        filterable = OrderedSet.of(filterable);
    }

    /** Whether the service can show the tasks with one of these values and no others. */
    boolean answers(Set<E> wanted) {
        return wanted.containsAll(occurring) || filterable.containsAll(meant(wanted));
    }

    /** What to ask for to get the tasks with one of these values; every value if others come with them. */
    Set<E> asked(Set<E> wanted, Set<E> every) {
        return answers(wanted) && !wanted.containsAll(occurring) ? meant(wanted) : every;
    }

    private Set<E> meant(Set<E> wanted) {
        return OrderedSet.intersection(wanted, occurring);
    }
}
